package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.local.ProcessStarter.Started;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One {@code restart}: a component stops in order and starts with the settings it had. */
public final class Restart {
    private final LocalTarget target;
    private final ProcessStarter starter;
    private final ProcessStopper stopper;
    private final Readiness readiness;

    Restart(LocalTarget target, ProcessStarter starter, ProcessStopper stopper, Readiness readiness) {
        this.target = target;
        this.starter = starter;
        this.stopper = stopper;
        this.readiness = readiness;
    }

    /** Returns when it is ready again, a front door when a request has gone through it. */
    @SuppressWarnings("try") // the lock is held, not asked
    public void run(String component) throws LocalFailure, UnknownComponent, InterruptedException {
        target.requireKnown(component);
        var settings = Settings.read(target.state().settings(component))
                .orElseThrow(() -> new LocalFailure(component + " was never started; start it: ./seawall up"));
        try (var lock = StateLock.take(target.state(), "restart")) {
            List<ProcessRecord> old = new ArrayList<>(SeawallProcess.strays(target.state()).stream()
                    .filter(stray -> stray.component().equals(component))
                    .toList());
            if (target.runs(component)) {
                old.add(target.recordOf(component));
            }
            stopper.stop(old, ProcessStopper.DRAIN_LIMIT);
            var taken = ProcessStarter.portsTaken(settings.component(), Set.of());
            if (!taken.isEmpty()) {
                throw new LocalFailure(taken);
            }
            var started = starter.start(settings);
            try {
                awaitServing(started);
            } catch (LocalFailure e) {
                throw target.runs(component) ? leftRunning(started, e) : e;
            }
        }
    }

    private void awaitServing(Started started) throws LocalFailure, InterruptedException {
        readiness.await(List.of(started));
        if (started.component().role() == Role.FRONT_DOOR) {
            var client = started.component().https().isPresent()
                    ? AdminClient.trusting(target.certificates().authority())
                    : new AdminClient();
            readiness.awaitFirstRequest(started.component(), target.blueprint().listsEveryWorker(), client);
        }
    }

    /** The trouble may be another component's, so it isn't stopped; that is said. */
    private static LocalFailure leftRunning(Started started, LocalFailure why) {
        return new LocalFailure(
                why.getMessage() + "\n" + started.component().name() + " (pid "
                        + started.record().pid() + ") is left running; ./seawall status says what is observed of it, "
                        + "./seawall down stops everything",
                why);
    }
}
