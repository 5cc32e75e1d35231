package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.local.ProcessStarter.Started;
import dev.seawall.deploy.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * One {@code up}: carries the plan's steps out, and takes back what it started when it fails or is interrupted. Threads:
 * one carries out; {@link #cancel} may come from another, after which nothing more is started.
 */
public final class Launch {
    /** What is to be told when all is well. {@code steps} says what was done with whom. */
    public record Report(AddressPlan plan, List<Step> steps) {
        public boolean changedNothing() {
            return steps.stream().allMatch(Step.Keep.class::isInstance);
        }
    }

    private final LocalTarget target;
    private final Progress progress;
    private final ProcessStarter starter;
    private final ProcessStopper stopper;
    private final Readiness readiness;
    private final List<ProcessRecord> startedHere = new ArrayList<>();
    private boolean cancelled;

    Launch(LocalTarget target, ProcessStarter starter, Progress progress, LongSupplier nanoTime) {
        this.target = target;
        this.starter = starter;
        this.progress = progress;
        this.stopper = new ProcessStopper(progress, nanoTime);
        this.readiness = new Readiness(starter, progress, nanoTime);
    }

    /** Returns when requests are served; when it throws, what it started is stopped. */
    @SuppressWarnings("try") // the lock is held, not asked
    public Report run(boolean tls) throws LocalFailure, InterruptedException {
        var state = target.state();
        state.create();
        try (var lock = StateLock.take(state, "up")) {
            stopper.stop(SeawallProcess.strays(state), ProcessStopper.DRAIN_LIMIT);
            var certificates = tls ? target.certificates() : null;
            var wish = Wish.of(target, tls);
            var steps = wish.steps();
            state.makeSlots(wish.plan().workers().stream().map(Component::name).toList());
            try {
                carryOut(wish, steps);
                var client = certificates == null ? new AdminClient() : AdminClient.trusting(certificates.authority());
                for (var frontDoor : wish.plan().frontDoors()) {
                    readiness.awaitFirstRequest(frontDoor, target.blueprint().listsEveryWorker(), client);
                }
            } catch (LocalFailure | InterruptedException | RuntimeException e) {
                cancel();
                throw e;
            }
            state.clearProgramsBut(target.recordedBuilds());
            return new Report(wish.plan(), steps);
        }
    }

    /** Stops whatever this launch has started. Idempotent. */
    public void cancel() throws InterruptedException {
        List<ProcessRecord> mine;
        synchronized (startedHere) {
            cancelled = true;
            mine = List.copyOf(startedHere);
            startedHere.clear();
        }
        stopper.stop(mine, ProcessStopper.QUICK_LIMIT);
        for (var record : mine) {
            target.forget(record.component());
        }
    }

    /** Everything that isn't running at once; then the front doors that must change, one after another. */
    private void carryOut(Wish wish, List<Step> steps) throws LocalFailure, InterruptedException {
        List<ProcessRecord> toStop = new ArrayList<>();
        List<Component> atOnce = new ArrayList<>();
        List<Component> lastOfAll = new ArrayList<>();
        for (var step : steps) {
            switch (step) {
                case Step.Keep keep -> progress.says(keep.component(), "running already");
                case Step.Start start -> atOnce.add(wish.component(start.component()));
                case Step.Stop stop -> toStop.add(target.recordOf(stop.component()));
                case Step.Restart restart -> {
                    progress.says(restart.component(), "changed: " + String.join("; ", restart.differences()));
                    var component = wish.component(restart.component());
                    if (component.role() == Role.FRONT_DOOR) {
                        lastOfAll.add(component);
                    } else {
                        toStop.add(target.recordOf(restart.component()));
                        atOnce.add(component);
                    }
                }
            }
        }
        refuseTakenPorts(Stream.concat(atOnce.stream(), lastOfAll.stream()).toList(), target.portsInUse());
        stop(toStop);
        startAll(wish, atOnce);
        for (var frontDoor : lastOfAll) {
            stop(List.of(target.recordOf(frontDoor.name())));
            startAll(wish, List.of(frontDoor));
        }
    }

    private void stop(List<ProcessRecord> records) throws InterruptedException {
        stopper.stop(records, ProcessStopper.DRAIN_LIMIT);
        records.forEach(record -> target.forget(record.component()));
    }

    private void startAll(Wish wish, List<Component> components) throws LocalFailure, InterruptedException {
        refuseTakenPorts(components, Set.of());
        List<Started> started = new ArrayList<>();
        for (var component : components) {
            started.add(start(wish.settings(component)));
        }
        readiness.await(started);
    }

    /** Before anything is stopped, and again when it is; {@code ours} are about to become free. */
    private static void refuseTakenPorts(List<Component> components, Set<Integer> ours) throws LocalFailure {
        var taken = components.stream()
                .flatMap(component -> ProcessStarter.portsTaken(component, ours).stream())
                .toList();
        if (!taken.isEmpty()) {
            throw new LocalFailure(taken);
        }
    }

    private Started start(Settings settings) throws LocalFailure, InterruptedException {
        synchronized (startedHere) {
            if (cancelled) {
                throw new InterruptedException("cancelled");
            }
            var started = starter.start(settings);
            startedHere.add(started.record());
            progress.says(
                    started.component().name(),
                    "starting (pid " + started.record().pid() + ")");
            return started;
        }
    }
}
