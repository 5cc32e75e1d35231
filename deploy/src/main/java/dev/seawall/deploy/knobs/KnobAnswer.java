package dev.seawall.deploy.knobs;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one front door said, or why it didn't. Immutable.
 *
 * @param status 0 when there was no answer
 * @param body its JSON; null when there was none
 * @param failure as the end of a sentence; null when what was asked is done
 */
public record KnobAnswer(
        AdminPort at,
        int status,
        @Nullable JsonNode body,
        @Nullable String failure) {
    public boolean isDone() {
        return failure == null;
    }

    /** Whether it said anything at all. */
    public boolean isAnswered() {
        return status > 0;
    }

    /** {@code front-door-2 at 10.61.0.12:8900: connection refused}. */
    public String sentence() {
        return at.frontDoor() + " at " + at.address() + ": " + failure;
    }
}
