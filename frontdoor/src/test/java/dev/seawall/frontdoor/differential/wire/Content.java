package dev.seawall.frontdoor.differential.wire;

import java.util.List;

/**
 * What followed a head. Immutable.
 *
 * @param body without framing, one character a byte, as far as it came
 * @param trailers {@code name: value} with the name in lower case
 * @param finding why it is not whole, empty when it is
 */
public record Content(String body, List<String> trailers, Ending ending, String finding) {

    /** How it ended. */
    public enum Ending {
        WHOLE,
        /** The stream ended or was reset before the framing said so. */
        CUT,
        /** The framing can be read in more than one way, or in none. */
        MALFORMED
    }

    public Content {
        trailers = List.copyOf(trailers);
    }

    public boolean isWhole() {
        return ending == Ending.WHOLE;
    }
}
