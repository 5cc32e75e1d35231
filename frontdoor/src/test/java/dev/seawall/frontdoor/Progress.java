package dev.seawall.frontdoor;

import java.time.Duration;

/**
 * How far somebody got whom another one may hold up.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Progress {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration STILL = Duration.ofMillis(500);

    private long count;

    public synchronized void add(long more) {
        count += more;
        notifyAll();
    }

    /** The count, above 0, once nothing was added for half a second. */
    public synchronized long awaitStandstill() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        long changedAt = System.nanoTime();
        long last = count;
        while (System.nanoTime() < deadline) {
            long quietNanos = System.nanoTime() - changedAt;
            if (count != last) {
                last = count;
                changedAt = System.nanoTime();
            } else if (count > 0 && quietNanos >= STILL.toNanos()) {
                return count;
            } else {
                wait(Math.max(1, STILL.minusNanos(quietNanos).toMillis()));
            }
        }
        throw new AssertionError("still moving after " + LONGEST + ", at " + count);
    }
}
