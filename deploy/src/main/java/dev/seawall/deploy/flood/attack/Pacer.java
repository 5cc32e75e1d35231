package dev.seawall.deploy.flood.attack;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Says when the next operation is due, at a constant rate, to any number of threads together. What could not be done in
 * time is made up for, but for what is older than a tenth of a second. Thread-safe.
 */
final class Pacer {
    private static final long OLDEST_NANOS = 100_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final long gapNanos;
    private final LongSupplier nanoTime;

    /** Of the operation given out last. */
    private final AtomicLong due;

    Pacer(long perSecond, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        gapNanos = Math.max(1, SECOND_NANOS / perSecond);
        due = new AtomicLong(nanoTime.getAsLong() - gapNanos);
    }

    /** Takes the next operation and waits until it is due. */
    void take() throws InterruptedException {
        long wait = next() - nanoTime.getAsLong();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        } else if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Takes the next operation; returns when it is due, on the clock's scale. */
    long next() {
        long oldest = nanoTime.getAsLong() - OLDEST_NANOS;
        return due.updateAndGet(last -> Math.max(last + gapNanos, oldest));
    }
}
