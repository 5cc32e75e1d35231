package dev.seawall.backend.pressure;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The last latencies of a few seconds, at most so many. Thread rule: thread-safe; the lock is held for a copy at most. */
final class RecentLatencies {
    private static final int MOST = 512;
    private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long[] atNanos = new long[MOST];
    private final long[] tookNanos = new long[MOST];
    private long added;

    synchronized void add(long nowNanos, long took) {
        int place = (int) (added++ % MOST);
        atNanos[place] = nowNanos;
        tookNanos[place] = took;
    }

    /** Nearest rank; 0 when there was none. */
    synchronized long p99(long nowNanos) {
        long[] recent = new long[(int) Math.min(added, MOST)];
        int count = 0;
        for (int i = 0; i < recent.length; i++) {
            if (nowNanos - atNanos[i] <= SPAN_NANOS) {
                recent[count++] = tookNanos[i];
            }
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(recent, 0, count);
        return recent[(count * 99 + 99) / 100 - 1];
    }
}
