package dev.seawall.frontdoor.cache;

import java.util.ArrayList;
import java.util.List;

/**
 * One fetch that is under way, and who waits for it beside the one who began it.
 *
 * <p>Thread rule: thread-safe; the lock is held for a few instructions.
 */
final class Flight {
    /** Who comes after so many goes alone; what waits costs about as much as its connection. */
    private static final int MOST_WAITING = 10_000;

    /** Someone who waits. */
    record Waiter(Visit visit, Why why) {}

    private final String key;
    private final String target;
    private final int epoch;
    private final long begunNanos;
    private List<Waiter> waiting = new ArrayList<>();
    private boolean closed;
    private boolean wanted;

    /**
     * Makes one.
     *
     * @param key of the target and of what its answers are chosen by, as far as that is known
     * @param epoch the target's when it began
     */
    Flight(String key, String target, int epoch, long begunNanos) {
        this.key = key;
        this.target = target;
        this.epoch = epoch;
        this.begunNanos = begunNanos;
    }

    String key() {
        return key;
    }

    String target() {
        return target;
    }

    int epoch() {
        return epoch;
    }

    long begunNanos() {
        return begunNanos;
    }

    /** False when nobody may wait for it any more. */
    synchronized boolean join(Waiter comes) {
        if (closed || waiting.size() >= MOST_WAITING) {
            return false;
        }
        wanted = true;
        return waiting.add(comes);
    }

    /** Nobody may wait any more; those who did. */
    synchronized List<Waiter> close() {
        closed = true;
        List<Waiter> left = waiting;
        waiting = List.of();
        return left;
    }

    /** Whether nobody waits; then nobody may from now on. */
    synchronized boolean closeIfDeserted() {
        closed |= waiting.isEmpty();
        return closed;
    }

    /** Whether anybody ever waited. */
    synchronized boolean wasWanted() {
        return wanted;
    }
}
