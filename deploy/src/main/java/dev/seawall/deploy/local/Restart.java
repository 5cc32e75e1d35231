package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.Role;
import java.util.List;

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
    public void run(String component) throws LocalFailure, UnknownComponent, InterruptedException {
        target.requireKnown(component);
        var settings = Settings.read(target.state().settings(component))
                .orElseThrow(() -> new LocalFailure(component + " was never started; start it: ./seawall up"));
        try (var lock = StateLock.take(target.state())) {
            lock.signedBy("restart");
            if (target.runs(component)) {
                stopper.stop(List.of(target.recordOf(component)), ProcessStopper.DRAIN_LIMIT);
            }
            var taken = ProcessStarter.portsTaken(settings.component());
            if (!taken.isEmpty()) {
                throw new LocalFailure(taken);
            }
            var started = starter.start(settings);
            readiness.await(List.of(started));
            if (started.component().role() == Role.FRONT_DOOR) {
                var client = started.component().https().isPresent()
                        ? AdminClient.trusting(target.certificates().authority())
                        : new AdminClient();
                readiness.awaitFirstRequest(
                        started.component(), target.blueprint().listsEveryWorker(), client);
            }
        }
    }
}
