package dev.seawall.frontdoor.workers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one observer last saw of one subject: both ends named, never a conclusion (docs/protocol.md section 8).
 *
 * @param address host:port as tried
 * @param roundTrip null unless reached
 * @param at when, null before the first try
 * @param lastReachedAt null when never
 * @param tries failures since the last success
 * @param breaker {@code closed}, {@code open} or {@code half-open}
 */
public record Observation(
        String observer,
        String subject,
        String address,
        Outcome outcome,
        @Nullable Duration roundTrip,
        @Nullable Instant at,
        @Nullable Instant lastReachedAt,
        int tries,
        String breaker,
        String sentence) {

    /** What the last try showed. */
    public enum Outcome {
        REACHED,
        FAILED,
        UNKNOWN
    }
}
