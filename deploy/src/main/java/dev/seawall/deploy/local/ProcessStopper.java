package dev.seawall.deploy.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Stops processes in order: asks, waits for what is in flight, and kills only what outlasts the limit. */
record ProcessStopper(Progress progress, LongSupplier nanoTime) {
    /** The programs drain for 30 s at most (drain.limit); then they stop by themselves. */
    static final Duration DRAIN_LIMIT = Duration.ofSeconds(40);

    /** What hasn't served yet has nothing to drain. */
    static final Duration QUICK_LIMIT = Duration.ofSeconds(10);

    private static final long POLL_MILLIS = 20;

    /** Side by side. Returns when all are gone. */
    void stop(List<ProcessRecord> records, Duration limit) throws InterruptedException {
        long began = nanoTime.getAsLong();
        List<ProcessRecord> left = new ArrayList<>();
        for (var record : records) {
            record.process().ifPresent(process -> {
                progress.says(record.component(), "stopping");
                process.destroy();
                left.add(record);
            });
        }
        while (!left.isEmpty() && nanoTime.getAsLong() - began < limit.toNanos()) {
            removeStopped(left, began);
            if (!left.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        kill(left, limit);
    }

    private void removeStopped(List<ProcessRecord> left, long began) {
        left.removeIf(record -> {
            if (record.process().isPresent()) {
                return false;
            }
            progress.says(record.component(), "stopped after " + Elapsed.since(began, nanoTime.getAsLong()));
            return true;
        });
    }

    private void kill(List<ProcessRecord> left, Duration limit) throws InterruptedException {
        for (var record : left) {
            progress.says(
                    record.component(), "killed: still running " + limit.toSeconds() + " s after it was told to stop");
            record.process().ifPresent(ProcessHandle::destroyForcibly);
        }
        for (var record : left) {
            while (record.process().isPresent()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }
}
