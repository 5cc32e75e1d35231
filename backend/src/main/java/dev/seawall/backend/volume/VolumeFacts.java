package dev.seawall.backend.volume;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the volume now. Thread rule: immutable.
 *
 * @param described which, where, and who holds its fence
 * @param id null when no volume was expected
 * @param fence null when there is none
 * @param fsyncs of the last minute, null when none returned
 * @param lastAt when the last fsync returned, null before the first
 * @param trouble what was observed last that is not as it should be, null when all is
 * @param notReady whether that is a reason to get no requests
 * @param pending how long the probe under way has been waiting; zero when none is
 */
public record VolumeFacts(
        String described,
        @Nullable String id,
        @Nullable Holder fence,
        @Nullable Fsyncs fsyncs,
        @Nullable Instant lastAt,
        @Nullable String trouble,
        boolean notReady,
        Duration pending) {

    /** Who holds the fence. */
    public record Holder(String owner, long epoch, Instant since) {}

    /** Nearest-rank percentiles: each is a latency that occurred. */
    public record Fsyncs(int count, Duration p50, Duration p99, Duration max) {}
}
