package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Window;
import dev.seawall.deploy.flood.scenario.Assault;
import dev.seawall.deploy.flood.scenario.Plan;
import dev.seawall.deploy.flood.scenario.PlannedWindow;
import dev.seawall.deploy.flood.scenario.Topology;
import dev.seawall.deploy.lab.fabric.FabricException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Carries one window after another out on a rig: begin the attack, let it settle, measure, hold it until all that was due
 * in the window is decided, end it, wait until the storage has recovered. Used by one thread.
 */
final class WindowRunner {
    /** Entries of agents begin every half second: one that began in the window's last moment ends that much later. */
    static final long INTERVAL_MILLIS = 500;

    private static final long SLACK_MILLIS = 100;

    /** Into a failover's window: so long clients suffer before the address moves. */
    private static final long MOVE_AFTER_MILLIS = 3_000;

    /** For an attacker to come up to its strength; it ends by itself when all of this is over. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** As fast as before an attack: within what quiet windows differ by themselves. */
    private static final double RECOVERED = 0.8;

    private final Rig rig;
    private final Plan plan;
    private final long interfaceBits;
    private final Recorder recorder;
    private final Watcher watcher;
    private final List<Double> quiet = new ArrayList<>();
    private PlannedWindow current;

    /** Is told, twice a second, what is being done and since when. */
    interface Watcher {
        void sees(PlannedWindow planned, String doing, Figures figures);
    }

    /** A window, and the first numbers of it. */
    record Done(Window window, Figures figures) {}

    WindowRunner(Rig rig, Plan plan, long interfaceBits, Recorder recorder, Watcher watcher) {
        this.rig = rig;
        this.plan = plan;
        this.interfaceBits = interfaceBits;
        this.recorder = recorder;
        this.watcher = watcher;
        current = plan.windows().getFirst();
    }

    Done run(PlannedWindow planned) throws FabricException, FloodFailure, IOException, InterruptedException {
        current = planned;
        Done done = planned.assault().isPresent()
                ? attacked(planned, planned.assault().get())
                : quiet(planned);
        recorder.record(done.window());
        return done;
    }

    private Done quiet(PlannedWindow planned) throws IOException, InterruptedException {
        var measuring = new Measuring();
        measuring.during(plan.scenario().timing().measure().toMillis());
        measuring.end();
        pass("waiting for the last answers", INTERVAL_MILLIS + SLACK_MILLIS);
        Done done = measuring.judged(planned, "");
        if (done.window().counts()) {
            quiet.add(done.figures().fsyncsPerSecond());
        }
        return done;
    }

    private Done attacked(PlannedWindow planned, Assault assault)
            throws FabricException, FloodFailure, IOException, InterruptedException {
        var timing = plan.scenario().timing();
        long timeout = plan.scenario().polite().timeout().toMillis();
        boolean moves = rig.layout().topology() == Topology.FAILOVER;
        var whole = assault.settle(timing.settle())
                .plus(timing.measure())
                .plusMillis(timeout)
                .plus(START_LIMIT);
        var attacker = rig.attack(assault, assault.wantedPerSecond(interfaceBits), whole);
        Done done;
        try {
            if (!moves) {
                pass("the attack settles", assault.settle(timing.settle()).toMillis());
            }
            var measuring = new Measuring();
            if (moves) {
                measuring.during(MOVE_AFTER_MILLIS);
                move(2);
                measuring.during(timing.measure().toMillis() - MOVE_AFTER_MILLIS);
            } else {
                measuring.during(timing.measure().toMillis());
            }
            measuring.end();
            pass("waiting for the last answers", Math.max(timeout, INTERVAL_MILLIS) + SLACK_MILLIS);
            done = measuring.judged(planned, attacker.failure());
        } finally {
            rig.endAttack(assault, attacker);
        }
        if (moves) {
            move(1);
        }
        recover(timing.recover());
        return done;
    }

    private void move(int number) throws FabricException, InterruptedException {
        long millis = rig.move(number);
        recorder.happened("the public address " + rig.layout().firstDoor().publicAddress() + " was moved to "
                + rig.layout().doors().get(number - 1).name() + " within " + millis + " ms");
    }

    /** At most so long. Without a quiet window yet nobody can say. */
    private void recover(Duration limit) throws InterruptedException {
        if (quiet.isEmpty()) {
            return;
        }
        double wanted = RECOVERED
                * quiet.stream().sorted().skip(quiet.size() / 2).findFirst().orElse(0.0);
        long began = System.currentTimeMillis();
        while (System.currentTimeMillis() - began < limit.toMillis()) {
            pass("the storage recovers", INTERVAL_MILLIS);
            long now = System.currentTimeMillis();
            if (Figures.of(recorder, Math.max(began, now - 3 * INTERVAL_MILLIS), now)
                                    .fsyncsPerSecond()
                            >= wanted
                    && now - began >= 2 * INTERVAL_MILLIS) {
                return;
            }
        }
        recorder.happened("the storage had not recovered " + limit.toMillis() + " ms after the attack");
    }

    /** Lets time go by, with somebody watching. */
    private void pass(String doing, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            TimeUnit.MILLISECONDS.sleep(Math.min(left, INTERVAL_MILLIS));
            long now = System.currentTimeMillis();
            watcher.sees(current, doing, Figures.of(recorder, now - 2 * INTERVAL_MILLIS, now));
        }
    }

    /** A window under way: begins when it is made. */
    private final class Measuring {
        private final long at = System.currentTimeMillis();
        private final CpuTimes before = CpuTimes.now();
        private CpuTimes after = before;
        private long millis;

        Measuring() throws IOException {}

        void during(long span) throws InterruptedException {
            pass("measuring", span);
        }

        void end() throws IOException {
            after = CpuTimes.now();
            millis = System.currentTimeMillis() - at;
        }

        Done judged(PlannedWindow planned, String attackerFailure) {
            var figures = Figures.of(recorder, at, at + millis);
            double wanted = planned.assault()
                    .map(assault -> assault.wantedPerSecond(interfaceBits))
                    .orElse(0.0);
            double steal = after.stealSince(before);
            String watched = planned.assault().isPresent() ? rig.blind() : rig.broken();
            String broken = attackerFailure.isEmpty() ? watched : attackerFailure;
            var window = new Window(
                    at,
                    millis,
                    rig.layout().topology().label(),
                    planned.assault().map(assault -> assault.kind().label()).orElse("none"),
                    planned.assault().map(Assault::times).orElse(0.0),
                    planned.repeat(),
                    wanted,
                    figures.offeredPerSecond(),
                    steal,
                    after.busySince(before),
                    Judge.discard(planned.assault(), wanted, figures, steal, broken));
            return new Done(window, figures);
        }
    }
}
