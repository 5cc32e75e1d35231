package dev.seawall.frontdoor.admission;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many second tries there may be: a share of the requests, so that a farm in trouble is not asked twice for
 * everything, and a few a second, so that a quiet one may be. As Finagle's {@code RetryBudget}: each request puts its
 * share in, each retry takes one out, and what was saved is bounded.
 *
 * <p>Thread rule: thread-safe.
 */
public final class RetryBudget {
    /** For front doors with next to nothing to do. */
    private static final double PER_SECOND = 1;

    private static final double MOST_SAVED = 10;

    private final double share;
    private final LongSupplier nanoTime;
    private boolean isOff;
    private double saved;
    private long filledNanos;
    private long taken;
    private long refused;

    RetryBudget(int percent, LongSupplier nanoTime) {
        this.share = percent / 100.0;
        this.nanoTime = nanoTime;
        this.saved = percent == 0 ? 0 : MOST_SAVED;
        this.filledNanos = nanoTime.getAsLong();
    }

    /** While off there are none. */
    public synchronized void turn(boolean on) {
        isOff = !on;
    }

    /** A request came. */
    public synchronized void onRequest() {
        saved = Math.min(MOST_SAVED, saved + share);
    }

    /** Whether one more second try is within the budget. */
    public synchronized boolean tryTake() {
        long now = nanoTime.getAsLong();
        if (share > 0) {
            double seconds = (now - filledNanos) / (double) TimeUnit.SECONDS.toNanos(1);
            saved = Math.min(MOST_SAVED, saved + seconds * PER_SECOND);
        }
        filledNanos = now;
        if (isOff || saved < 1) {
            refused++;
            return false;
        }
        saved--;
        taken++;
        return true;
    }

    public synchronized long taken() {
        return taken;
    }

    public synchronized long refused() {
        return refused;
    }
}
