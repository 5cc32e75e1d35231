package dev.seawall.frontdoor.admission;

/**
 * What a gate tells time by. Whoever calls it may be late: a busy thread learns that an answer has begun when it comes to
 * look, and that is not the worker's doing.
 *
 * <p>Thread rule: thread-safe; it answers for the calling thread.
 */
public interface GateClock {
    /** As {@link System#nanoTime}. */
    long nanoTime();

    /** The earliest at which what the calling thread is at may have happened: now, for one that is never late. */
    default long earliestNanos() {
        return nanoTime();
    }
}
