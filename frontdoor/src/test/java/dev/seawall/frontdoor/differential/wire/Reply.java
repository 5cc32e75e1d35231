package dev.seawall.frontdoor.differential.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A final answer as a client received it. Immutable.
 *
 * @param head null when it was cut within its head, or could not be read
 * @param interims statuses that came before it
 */
public record Reply(@Nullable Head head, Content content, List<Integer> interims) {

    public Reply {
        interims = List.copyOf(interims);
    }

    public boolean isWhole() {
        return head != null && content.isWhole();
    }

    /** Of the request whose worker's answer it is; empty for the proxy's own. */
    public String token() {
        return head == null ? "" : String.join(",", head.values("x-answer"));
    }

    public boolean isRelayed() {
        return !token().isEmpty();
    }

    /** The client's fault, as it says, or what the proxy does not know (RFC 9110 §15.5, §15.6.2, §15.6.6). */
    public boolean isRefusal() {
        return status() / 100 == 4 || status() == 501 || status() == 505;
    }

    public int status() {
        return head == null ? 0 : head.status();
    }
}
