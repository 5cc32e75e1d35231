package dev.seawall.frontdoor.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether this front door is short of something: its processors, its connections, or what its workers can bear. It is
 * for some seconds after that was seen last, so that a limit that helps is not lifted for helping.
 *
 * <p>Thread rule: {@link #observe} by one timer; the rest from any thread.
 */
final class Shortage {
    private static final double MUCH_PROCESSOR = 0.85;
    private static final double MANY_CONNECTIONS = 0.8;
    private static final long HOLDS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private volatile List<String> reasons = List.of();
    private long seenAtNanos;

    /**
     * Takes notice of how things are.
     *
     * @param processors share in use of those that this process may use
     * @param connections share in use of those that there can be
     * @param shed requests that workers had no room for since the last time
     */
    void observe(long nowNanos, double processors, double connections, long shed) {
        List<String> seen = new ArrayList<>();
        if (processors >= MUCH_PROCESSOR) {
            seen.add("it uses %.0f%% of its processors".formatted(100 * processors));
        }
        if (connections >= MANY_CONNECTIONS) {
            seen.add("%.0f%% of its connections are taken".formatted(100 * connections));
        }
        if (shed > 0) {
            seen.add("its workers had no room for " + shed + (shed == 1 ? " request" : " requests"));
        }
        if (!seen.isEmpty()) {
            reasons = List.copyOf(seen);
            seenAtNanos = nowNanos;
        } else if (nowNanos - seenAtNanos >= HOLDS_NANOS) {
            reasons = List.of();
        }
    }

    /** As sentences; empty when there is enough of all. */
    List<String> reasons() {
        return reasons;
    }
}
