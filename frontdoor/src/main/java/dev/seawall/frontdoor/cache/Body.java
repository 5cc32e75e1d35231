package dev.seawall.frontdoor.cache;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of one answer. Counts who is being sent them, for what slow clients are at stays in memory when the cache
 * has let go of it: bodies on their way to clients are, each counted once, never more than the cache may hold.
 *
 * <p>Thread rule: thread-safe.
 */
final class Body {
    private final byte[] bytes;
    private final AtomicInteger readers = new AtomicInteger();

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    /** For one reader; not to be written to. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes);
    }

    /** Lends it to one more reader; false when too much is lent already. */
    boolean lend(AtomicLong lent, long most) {
        if (readers.getAndIncrement() > 0 || lent.addAndGet(bytes.length) <= most) {
            return true;
        }
        giveBack(lent);
        return false;
    }

    void giveBack(AtomicLong lent) {
        if (readers.decrementAndGet() == 0) {
            lent.addAndGet(-bytes.length);
        }
    }
}
