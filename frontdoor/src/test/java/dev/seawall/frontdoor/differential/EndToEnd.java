package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.wire.Head;
import java.util.List;
import java.util.Set;

/** The fields that concern neither a connection nor who forwarded (RFC 9110 §7.6): those that are compared. Stateless. */
final class EndToEnd {
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect");
    private static final Set<String> OF_A_FORWARDER = Set.of(
            "host",
            "via",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-request-id",
            "seawall-slot",
            "date",
            "server");

    private EndToEnd() {}

    /** {@code name: value} with the name in lower case, in order. */
    static List<String> fields(Head head) {
        return head.fields().stream()
                .filter(field -> !OF_A_CONNECTION.contains(field.lowerCaseName())
                        && !OF_A_FORWARDER.contains(field.lowerCaseName()))
                .map(Head.Field::comparable)
                .toList();
    }
}
