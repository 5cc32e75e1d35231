package dev.seawall.frontdoor.http.http2;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts what costs a client little and us more, in periods, and ends the connection of one that does too much of it.
 *
 * <p>Thread rule: thread-safe.
 */
final class FloodGuard {
    /** Frames of each chatty kind for one that was of use. */
    private static final int CHATTER_PER_USEFUL = 4;

    private final Http2Limits limits;
    private final LongSupplier nanoTime;
    private final Map<ConnectionEnd, Integer> counts = new EnumMap<>(ConnectionEnd.class);
    private long beganNanos;
    private long useful;

    FloodGuard(Http2Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.beganNanos = nanoTime.getAsLong();
    }

    /** A request, or some of its body, came; or some of an answer's was asked for. */
    synchronized void useful() {
        useful++;
    }

    /** @throws ConnectionError when it was once too often */
    synchronized void count(ConnectionEnd kind) throws ConnectionError {
        long now = nanoTime.getAsLong();
        if (now - beganNanos > limits.period().toNanos()) {
            beganNanos = now;
            counts.clear();
            useful = 0;
        }
        long most =
                switch (kind) {
                    case RAPID_RESET -> limits.resets();
                    case PROVOKED_RESET -> limits.provokedResets();
                    case SETTINGS_FLOOD -> limits.settings();
                    case EMPTY_DATA_FLOOD -> limits.emptyData();
                    default -> limits.chatter() + CHATTER_PER_USEFUL * useful;
                };
        if (counts.merge(kind, 1, Integer::sum) > most) {
            throw new ConnectionError(
                    kind,
                    kind.label() + ": " + most + " are allowed within "
                            + limits.period().toSeconds() + " s");
        }
    }
}
