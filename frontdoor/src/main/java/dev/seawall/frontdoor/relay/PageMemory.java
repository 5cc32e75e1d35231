package dev.seawall.frontdoor.relay;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of listing pages may be held at once, by all exchanges together: one page may be long, and as many
 * are held as there are workers.
 *
 * <p>Thread rule: thread-safe.
 */
final class PageMemory {
    private final AtomicLong free;

    PageMemory(long bytes) {
        free = new AtomicLong(bytes);
    }

    Share share() {
        return new Share();
    }

    private boolean tryTake(long bytes) {
        if (free.addAndGet(-bytes) >= 0) {
            return true;
        }
        free.addAndGet(bytes);
        return false;
    }

    /** What one exchange holds. Thread rule: thread-safe. */
    final class Share {
        private long held;
        private boolean closed;

        /** False, with nothing taken, when there is not as much left. */
        synchronized boolean tryTake(long bytes) {
            if (closed || !PageMemory.this.tryTake(bytes)) {
                return false;
            }
            held += bytes;
            return true;
        }

        /** Gives back what is held beyond {@code bytes}. */
        synchronized void shrinkTo(long bytes) {
            long more = Math.max(0, held - bytes);
            held -= more;
            free.addAndGet(more);
        }

        /** Gives all back and takes no more. */
        synchronized void close() {
            closed = true;
            shrinkTo(0);
        }
    }
}
