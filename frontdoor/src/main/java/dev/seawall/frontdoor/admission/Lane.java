package dev.seawall.frontdoor.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one priority that wait for one worker. A burst may wait for an interval, first come first served. A queue
 * that was not served to its end for an interval is no burst: nobody waits longer than the target then, and the last
 * comes first, for it has the best chance to be answered in time. That is CoDel (RFC 8289) as Facebook's servers age their
 * queues, with adaptive LIFO (Maurer, <i>Fail at Scale</i>, ACM Queue 13(8), 2015).
 *
 * <p>A few are no overload however slowly they are served: a handful of clients that each wait for their answer would
 * otherwise be turned away by a worker that is merely slow for a while. They keep their order and may wait for a second, as
 * CoDel drops nothing from a queue of less than a packet.
 *
 * <p>Thread rule: not thread-safe: the gate holds its lock.
 */
final class Lane {
    static final long TARGET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** So many cannot be what makes a worker slow. */
    static final int FEW = 16;

    static final long PATIENCE_OF_FEW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The one that came first is the first. */
    private final Deque<Ticket> waiting = new ArrayDeque<>();

    /** When last nobody had to wait. */
    private long lastClearNanos = Long.MIN_VALUE;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Ticket ticket, long nowNanos) {
        if (lastClearNanos == Long.MIN_VALUE) {
            lastClearNanos = nowNanos;
        }
        waiting.addLast(ticket);
    }

    /** One went in without having to wait. */
    void onClear(long nowNanos) {
        lastClearNanos = nowNanos;
    }

    boolean remove(Ticket ticket) {
        return waiting.removeLastOccurrence(ticket);
    }

    boolean isCongested(long nowNanos) {
        return waiting.size() > FEW && nowNanos - lastClearNanos > INTERVAL_NANOS;
    }

    /**
     * Takes those out that have waited too long; how many.
     *
     * @param patient whether all are borne with like a few
     */
    int expire(long nowNanos, boolean patient, Consumer<Ticket> onExpired) {
        int expired = 0;
        for (Ticket oldest = waiting.peekFirst(); oldest != null; oldest = waiting.peekFirst()) {
            if (nowNanos - oldest.waitsSinceNanos() < patience(nowNanos, patient)) {
                break;
            }
            waiting.removeFirst();
            expired++;
            onExpired.accept(oldest);
        }
        return expired;
    }

    private long patience(long nowNanos, boolean patient) {
        if (patient || waiting.size() <= FEW) {
            return PATIENCE_OF_FEW_NANOS;
        }
        return isCongested(nowNanos) ? TARGET_NANOS : INTERVAL_NANOS;
    }

    /** The one whose turn it is; null when none waits. */
    @Nullable
    Ticket next(long nowNanos) {
        Ticket next = isCongested(nowNanos) ? waiting.pollLast() : waiting.pollFirst();
        if (next != null && waiting.isEmpty()) {
            lastClearNanos = nowNanos;
        }
        return next;
    }

    /** The one that waited longest, to make room for another. */
    @Nullable
    Ticket oldest() {
        return waiting.pollFirst();
    }

    /** Whether its oldest came before the other's; both have one. */
    boolean waitsLongerThan(Lane other) {
        return waiting.getFirst().waitsSinceNanos() - other.waiting.getFirst().waitsSinceNanos() < 0;
    }
}
