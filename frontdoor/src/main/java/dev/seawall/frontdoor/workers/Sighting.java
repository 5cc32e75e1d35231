package dev.seawall.frontdoor.workers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the last tries at one worker showed. Immutable: a new one replaces it.
 *
 * @param failure what was observed when the last try failed, null when it reached the worker or there was none
 * @param tries failures since the last success
 */
record Sighting(
        @Nullable Instant at,
        @Nullable Instant lastReachedAt,
        @Nullable Duration roundTrip,
        @Nullable String failure,
        int tries) {
    static final Sighting NONE = new Sighting(null, null, null, null, 0);

    Sighting reached(Instant now, Duration roundTrip) {
        return new Sighting(now, now, roundTrip, null, 0);
    }

    /** Whether the last try reached the worker, after that time. */
    boolean isSuccessSince(long epochMillis) {
        return failure == null && at != null && at.toEpochMilli() > epochMillis;
    }

    Sighting failed(Instant now, String why) {
        return new Sighting(now, lastReachedAt, null, why, tries + 1);
    }

    Observation.Outcome outcome() {
        if (at == null) {
            return Observation.Outcome.UNKNOWN;
        }
        return failure == null ? Observation.Outcome.REACHED : Observation.Outcome.FAILED;
    }

    /** {@code connection refused (3 of 3 tries, last success 12 s ago)}. */
    String failureSince(Instant now) {
        String success = lastReachedAt == null
                ? "no success yet"
                : "last success " + Ages.ago(Duration.between(lastReachedAt, now));
        return failure + " (" + tries + " of " + tries + " tries, " + success + ")";
    }
}
