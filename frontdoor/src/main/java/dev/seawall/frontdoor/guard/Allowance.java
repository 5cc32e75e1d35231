package dev.seawall.frontdoor.guard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket's size and speed, for the generic cell rate algorithm (ITU-T I.371): of a bucket only the time is
 * remembered at which it will be full again, one number.
 *
 * @param eachNanos how long one token takes to come
 * @param aheadNanos how far that time may lie ahead for one more to be taken
 */
record Allowance(long eachNanos, long aheadNanos) {
    static Allowance of(long perSecond, Duration burst) {
        long each = Math.max(1, TimeUnit.SECONDS.toNanos(1) / perSecond);
        return new Allowance(each, Math.max(0, burst.toNanos() - each));
    }

    /** How long an empty bucket takes to fill. */
    long wholeNanos() {
        return aheadNanos + eachNanos;
    }
}
