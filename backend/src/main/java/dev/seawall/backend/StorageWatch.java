package dev.seawall.backend;

import dev.seawall.backend.pressure.Pressure;
import dev.seawall.backend.store.StoreListener;
import dev.seawall.backend.telemetry.BackendMetrics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the store does, and ends the worker when the storage fails. Thread rule: thread-safe. */
record StorageWatch(BackendMetrics metrics, Pressure pressure, Lifetime lifetime) implements StoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(StorageWatch.class);

    @Override
    public void onCommit(int writes, Duration took) {
        metrics.onCommit(writes, took);
        pressure.onFsync(took);
    }

    @Override
    public void onFileSynced(Duration took) {
        metrics.onFileSynced(took);
    }

    @Override
    public void onFailed(String observed, Throwable cause) {
        metrics.onFailed(observed, cause);
        LOG.error(
                "{}; no write is acknowledged any more and the worker stops: look at the volume and the kernel's log"
                        + " before starting it again",
                observed,
                cause);
        lifetime.end(ExitCode.STORAGE_FAILED);
    }
}
