package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.RunLog;
import dev.seawall.deploy.flood.scenario.Plan;
import dev.seawall.deploy.flood.scenario.PlannedWindow;
import dev.seawall.deploy.flood.scenario.Scenario;
import dev.seawall.deploy.flood.scenario.Topology;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Shape;
import dev.seawall.deploy.local.LocalFailure;
import dev.seawall.deploy.local.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A flood run: one topology after another, each built anew in a sandbox of its own, and all of its windows. What it leaves
 * is its log. Used by one thread; an interrupt ends it, with everything it started.
 */
public final class FloodRun {
    /** A rate that two cores can fill ten times over, and a queue as a network card has (docs/flood-lab.md). */
    static final Shape INTERFACE = new Shape(50_000_000, 100);

    /** A topology in which something ended is built anew, but not for ever. */
    private static final int MOST_BUILDS = 3;

    private final Workplace place;
    private final Header header;
    private final Progress progress;
    private Duration left = Duration.ZERO;
    private int counted;

    /**
     * Prepares a run.
     *
     * @param home of all runs, where {@code output} usually is, too
     * @param output of this one; made
     * @param arguments as they were typed
     */
    public FloodRun(
            Path home, Path output, Programs programs, Path javaHome, List<String> arguments, Progress progress) {
        // The same directory each time, so that what a killed run has left is cleared by the next.
        Path images = Path.of("/dev/shm", "seawall-flood-" + Integer.toHexString(home.hashCode()));
        place = new Workplace(home, output, images, programs, javaHome);
        header = new Header(arguments, INTERFACE);
        this.progress = progress;
    }

    /**
     * Runs the scenarios.
     *
     * @throws FloodFailure when it could not go on; the log holds what was seen until then
     */
    @SuppressWarnings("try") // the lock is held, not asked
    public void run(List<Scenario> scenarios) throws FloodFailure, InterruptedException {
        List<Plan> plans = scenarios.stream().map(Plan::of).toList();
        plans.forEach(plan -> left = left.plus(plan.estimate()));
        try (var lock = RunLock.take(place.home())) {
            place.clearImages();
            Files.createDirectories(place.output().resolve("logs"));
            Files.createDirectories(place.certificates());
            try (var log = RunLog.appendingTo(place.log())) {
                run(plans, new Recorder(log));
            } finally {
                place.clearImages();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new FloodFailure(
                    "failed to write to " + place.output() + ", or to read what the kernel says: " + e, e);
        } catch (FabricException | LocalFailure e) {
            throw new FloodFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** How many windows count so far. */
    public int counted() {
        return counted;
    }

    private void run(List<Plan> plans, Recorder recorder)
            throws FabricException, FloodFailure, IOException, LocalFailure, InterruptedException {
        header.begin(plans, recorder);
        boolean whole = false;
        try {
            for (var plan : plans) {
                for (var topology : plan.scenario().topologies()) {
                    run(plan, topology, recorder);
                }
            }
            whole = true;
        } finally {
            header.end(recorder, whole);
        }
    }

    private void run(Plan plan, Topology topology, Recorder recorder)
            throws FabricException, FloodFailure, IOException, LocalFailure, InterruptedException {
        Deque<PlannedWindow> waiting = new ArrayDeque<>(plan.windows());
        for (int builds = 1; !waiting.isEmpty(); builds++) {
            if (builds > MOST_BUILDS) {
                throw new FloodFailure(topology.label() + " was built " + MOST_BUILDS
                        + " times, and each time something in it ended: see " + place.log());
            }
            progress.building(topology, left);
            var rig = Rig.open(topology, plan, INTERFACE, place, recorder);
            try {
                header.saw(rig, place);
                left = builds == 1 ? left.minus(Plan.AROUND) : left;
                run(plan, rig, waiting, recorder);
            } finally {
                header.keep(rig);
                rig.end();
            }
        }
    }

    /** Until none is waiting, or the rig is broken. A window that was discarded is tried once more, at once. */
    private void run(Plan plan, Rig rig, Deque<PlannedWindow> waiting, Recorder recorder)
            throws FabricException, FloodFailure, IOException, InterruptedException {
        var topology = rig.layout().topology();
        var runner = new WindowRunner(
                rig,
                plan,
                INTERFACE.bitsPerSecond(),
                recorder,
                (planned, doing, figures) -> progress.during(topology, planned, doing, figures, left));
        while (!waiting.isEmpty()) {
            var planned = waiting.remove();
            var done = runner.run(planned);
            left = left.minus(plan.estimate(planned));
            progress.after(planned, done.window(), done.figures(), left);
            if (done.window().counts()) {
                counted++;
            } else if (!planned.again()) {
                waiting.addFirst(planned.onceMore());
                left = left.plus(plan.estimate(planned));
            }
            if (!rig.broken().isEmpty()) {
                recorder.happened(topology.label() + " is built anew: " + rig.broken());
                return;
            }
        }
    }
}
