package dev.seawall.backend.volume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How long fsyncs and the like took lately. Thread rule: thread-safe; the lock is held for a copy at most. */
public final class Latencies {
    private record Taken(long atNanos, long tookNanos) {}

    private final Deque<Taken> taken = new ArrayDeque<>();
    private final long spanNanos;

    /** @param span after which one is forgotten */
    public Latencies(Duration span) {
        this.spanNanos = span.toNanos();
    }

    /** One more. */
    public synchronized void add(long nowNanos, long tookNanos) {
        forget(nowNanos);
        taken.addLast(new Taken(nowNanos, tookNanos));
    }

    /** Null when there was none lately. */
    public VolumeFacts.@Nullable Fsyncs recent(long nowNanos) {
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
        while (!taken.isEmpty() && nowNanos - taken.getFirst().atNanos() > spanNanos) {
            taken.removeFirst();
        }
    }
}
