package dev.seawall.frontdoor.http.patience;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many there are of something of which there may be so many, and how patient one can be with each: as ever up to half
 * of that, then less and less, down to two seconds when it is all but full.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Crowd {
    private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final AtomicInteger present = new AtomicInteger();
    private volatile int most;

    public Crowd(int most) {
        this.most = most;
    }

    public int most() {
        return most;
    }

    /** So many may there be from now on; those who are too many already are not counted out. */
    public void most(int next) {
        most = next;
    }

    public int present() {
        return present.get();
    }

    /** Whether one more may come; it is not counted yet. */
    public boolean hasRoom() {
        return present.get() < most;
    }

    /** Counts one; false, and not counted, when there is no room. */
    public boolean enter() {
        if (present.incrementAndGet() <= most) {
            return true;
        }
        leave();
        return false;
    }

    public void leave() {
        present.decrementAndGet();
    }

    /** Whether there are so many that some should go: no more than a sixteenth is left. */
    public boolean isDense() {
        return present.get() > comfortable();
    }

    private int comfortable() {
        return most - Math.max(1, most / 16);
    }

    /** What is left of {@code patience} by how full it is. */
    public long nanosOf(Duration patience) {
        long whole = patience.toNanos();
        double full = (double) present.get() / Math.max(1, comfortable());
        if (full <= 0.5 || whole <= LEAST_NANOS) {
            return whole;
        }
        double share = Math.max(0, 2 * (1 - full));
        return LEAST_NANOS + (long) (share * (whole - LEAST_NANOS));
    }
}
