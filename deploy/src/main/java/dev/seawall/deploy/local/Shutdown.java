package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.Role;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One {@code down}: front doors first, so that what is in flight still finds its worker; then the workers. */
public final class Shutdown {
    private final LocalTarget target;
    private final ProcessStopper stopper;

    Shutdown(LocalTarget target, ProcessStopper stopper) {
        this.target = target;
        this.stopper = stopper;
    }

    /**
     * Stops everything that runs.
     *
     * @param deleteData also what the workers stored, if anything
     * @return how many processes were stopped
     */
    @SuppressWarnings("try") // the lock is held, not asked
    public int run(boolean deleteData) throws LocalFailure, InterruptedException {
        if (!Files.isDirectory(target.state().run())) {
            return 0;
        }
        try (var lock = StateLock.take(target.state(), "down")) {
            int stopped = stop(Role.FRONT_DOOR) + stop(Role.WORKER);
            var strays = SeawallProcess.strays(target.state());
            stopper.stop(strays, ProcessStopper.DRAIN_LIMIT);
            stopped += strays.size();
            for (var name : target.state().recorded()) {
                target.forget(name);
            }
            if (deleteData) {
                DiskUse.delete(target.state().data());
            }
            return stopped;
        }
    }

    private int stop(Role role) throws LocalFailure, InterruptedException {
        List<ProcessRecord> records = new ArrayList<>();
        for (var name : target.state().recorded()) {
            var settings = Settings.read(target.state().settings(name));
            var its = settings.map(one -> one.component().role());
            if (its.equals(Optional.of(role)) && target.runs(name)) {
                records.add(target.recordOf(name));
            }
        }
        stopper.stop(records, ProcessStopper.DRAIN_LIMIT);
        return records.size();
    }
}
