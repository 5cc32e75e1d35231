package dev.seawall.frontdoor.cache;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a cache takes beside what it keeps: answers on their way in, half as much as it keeps at most, and bodies on
 * their way out, as much at most; most of these are among what it keeps.
 *
 * <p>Thread rule: thread-safe.
 */
final class Memory {
    private final long most;
    private final AtomicLong collecting = new AtomicLong();
    private final AtomicLong lent = new AtomicLong();

    Memory(long most) {
        this.most = most;
    }

    boolean tryReserve(int bytes) {
        if (collecting.addAndGet(bytes) <= most / 2) {
            return true;
        }
        unreserve(bytes);
        return false;
    }

    void unreserve(int bytes) {
        if (bytes > 0) {
            collecting.addAndGet(-bytes);
        }
    }

    /** Lends a body to one more client; to be followed by {@link #giveBack} if true. */
    boolean lend(Body body) {
        return body.lend(lent, most);
    }

    void giveBack(Body body) {
        body.giveBack(lent);
    }

    /** What is on its way, in or out: 0 when nothing is. */
    long inUse() {
        return collecting.get() + lent.get();
    }
}
