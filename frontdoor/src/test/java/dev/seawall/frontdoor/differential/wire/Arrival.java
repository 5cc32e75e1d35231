package dev.seawall.frontdoor.differential.wire;

import org.jspecify.annotations.Nullable;

/**
 * A request as a worker received it. Immutable.
 *
 * @param token of the request it says it is
 * @param head null when it could not be read
 * @param content null when there is no head
 */
public record Arrival(
        String token, @Nullable Head head, @Nullable Content content, String finding) {

    static Arrival malformed(String token, String finding) {
        return new Arrival(token, null, null, finding);
    }

    static Arrival read(String token, Head head, Content content) {
        return new Arrival(token, head, content, content.finding());
    }

    public boolean isWhole() {
        return content != null && content.isWhole();
    }

    /** Not merely cut: what came cannot be read plainly. */
    public boolean isMalformed() {
        return content == null || content.ending() == Content.Ending.MALFORMED;
    }
}
