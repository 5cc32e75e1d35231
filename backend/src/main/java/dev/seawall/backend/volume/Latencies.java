package dev.seawall.backend.volume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How long the fsyncs of the last minute took. Thread rule: thread-safe; the lock is held for a copy at most. */
final class Latencies {
    private static final long SPAN_NANOS = Duration.ofMinutes(1).toNanos();

    private record Taken(long atNanos, long tookNanos) {}

    private final Deque<Taken> taken = new ArrayDeque<>();

    synchronized void add(long nowNanos, long tookNanos) {
        forget(nowNanos);
        taken.addLast(new Taken(nowNanos, tookNanos));
    }

    /** Null when there was none. */
    VolumeFacts.@Nullable Fsyncs lastMinute(long nowNanos) {
        long[] sorted;
        synchronized (this) {
            forget(nowNanos);
            sorted = taken.stream().mapToLong(Taken::tookNanos).sorted().toArray();
        }
        return sorted.length == 0
                ? null
                : new VolumeFacts.Fsyncs(sorted.length, rank(sorted, 50), rank(sorted, 99), rank(sorted, 100));
    }

    private static Duration rank(long[] sorted, int percent) {
        return Duration.ofNanos(sorted[(sorted.length * percent + 99) / 100 - 1]);
    }

    private void forget(long nowNanos) {
        while (!taken.isEmpty() && nowNanos - taken.getFirst().atNanos() > SPAN_NANOS) {
            taken.removeFirst();
        }
    }
}
