package dev.seawall.backend;

import dev.seawall.backend.pressure.Pressure;
import dev.seawall.backend.store.rocks.RocksObjectStore;
import dev.seawall.backend.telemetry.BackendMetrics;
import dev.seawall.backend.volume.FsyncProbe;
import dev.seawall.backend.volume.VolumeListener;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on what the probe sees of the volume: says it, counts it, and ends the worker when its writes can no longer be
 * vouched for. Thread rule: started by the main thread; two threads of its own, one that the volume may hold for ever and
 * one that notices. Neither is ever interrupted, and neither keeps the process alive.
 */
record VolumeWatch(String name, RocksObjectStore store, BackendMetrics metrics, Pressure pressure, Lifetime lifetime)
        implements VolumeListener {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Runs until the executor that it returns is shut down. */
    ScheduledExecutorService start(FsyncProbe probe, Duration interval) {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("volume-", 1).factory());
        every(threads, interval, probe::probe);
        every(threads, LOOK_EVERY, probe::watch);
        return threads;
    }

    private void every(ScheduledExecutorService threads, Duration pause, Runnable task) {
        Runnable watched = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{}: watching the volume failed, and goes on", name, e);
            }
        };
        var unused = threads.scheduleWithFixedDelay(watched, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void onFsync(Duration took) {
        metrics.onProbe(took);
        pressure.onFsync(took);
    }

    @Override
    public void onTrouble(String observed) {
        pressure.onTrouble(true);
        LOG.warn("{}: {}", name, observed);
    }

    @Override
    public void onTroubleOver(String observed) {
        pressure.onTrouble(false);
        LOG.warn("{}: {}", name, observed);
    }

    @Override
    public void onFailed(String observed, Throwable cause) {
        store.fail(observed, cause);
    }

    @Override
    public void onFenceLost(String observed) {
        store.refuseWrites(observed);
        LOG.error(
                "{}; no write is acknowledged any more and the worker stops: another launch of {} serves from this volume",
                observed,
                name);
        lifetime.end(ExitCode.FENCE_LOST);
    }
}
