package dev.seawall.frontdoor.fuzz;

import java.util.List;

/**
 * A request or an answer, as far as it came. Immutable.
 *
 * @param body the content without framing, as far as it came
 * @param trailers behind the last chunk
 */
record Message(Head head, String body, List<Head.Field> trailers, Ending ending) {

    /** What the framing says at the end. */
    enum Ending {
        /** It is all there. */
        WHOLE,
        /** It is all there if the connection's orderly end was meant as its end: an answer without any length. */
        BY_CLOSE,
        /** The connection ended within it. */
        CUT,
        /** Its framing cannot be read from some point on. */
        MALFORMED
    }

    boolean isWhole() {
        return ending == Ending.WHOLE || ending == Ending.BY_CLOSE;
    }
}
