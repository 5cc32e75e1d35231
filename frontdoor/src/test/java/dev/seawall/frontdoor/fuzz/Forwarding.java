package dev.seawall.frontdoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether what arrived at a worker is what clients sent: nothing that a strict reader of their bytes does not see,
 * nothing twice, nothing changed but what docs/protocol.md section 6 says. Stateless.
 */
final class Forwarding {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?]*)(.*)");

    /** Made anew for the worker, so not the client's. */
    private static final Set<String> OURS = Set.of(
            "host",
            "via",
            "x-request-id",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "forwarded",
            "seawall-slot",
            "content-length",
            "transfer-encoding");

    private static final Set<Head.Field> CONNECTION = Set.of(
            new Head.Field("te", "trailers"),
            new Head.Field("connection", "TE"),
            new Head.Field("connection", "upgrade"),
            new Head.Field("connection", "Upgrade"),
            new Head.Field("upgrade", "websocket"));

    private Forwarding() {}

    static void check(List<Message> sent, List<Message> arrived) {
        List<Message> left = new ArrayList<>(sent);
        for (Message message : arrived) {
            checkVouchedFor(message.head());
            if (isListingPage(message)) {
                continue;
            }
            if (message.isWhole()) {
                assertThat(removeFirst(left, message))
                        .as("sent, and not more often than arrived: %s%nsent: %s", message, sent)
                        .isTrue();
            } else {
                assertThat(sent)
                        .as("the beginning of what was sent: %s", message)
                        .anyMatch(request ->
                                isSame(request, message) && request.body().startsWith(message.body()));
            }
        }
    }

    /** What only the front door may say. */
    static void checkVouchedFor(Head head) {
        assertThat(head.only("seawall-slot")).isEqualTo("worker-1");
        assertThat(head.only("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(head.only("x-forwarded-proto")).isEqualTo("http");
        assertThat(head.only("x-forwarded-host")).isEqualTo(head.only("host"));
        assertThat(head.only("x-request-id")).matches("[0-9a-f]{32}");
        assertThat(head.only("forwarded")).startsWith("for=127.0.0.1;by=_front-door-1;host=\"");
        assertThat(head.only("via")).endsWith("1.1 front-door-1");
    }

    /** A listing is asked for page by page, in the front door's own words. */
    private static boolean isListingPage(Message message) {
        return message.head().target().split("\\?", 2)[0].equals("/v1/objects");
    }

    private static boolean removeFirst(List<Message> sent, Message arrived) {
        for (Message request : sent) {
            if (request.isWhole()
                    && isSame(request, arrived)
                    && request.body().equals(arrived.body())
                    && request.trailers().containsAll(arrived.trailers())) {
                return sent.remove(request);
            }
        }
        return false;
    }

    private static boolean isSame(Message sent, Message arrived) {
        Head from = sent.head();
        Head to = arrived.head();
        return from.method().equals(to.method())
                && isSameTarget(from, to)
                && to.fields().stream()
                        .filter(field -> !OURS.contains(field.name()) && !CONNECTION.contains(field))
                        .allMatch(from.fields()::contains);
    }

    /** The absolute form becomes the origin form, its authority the Host (RFC 9112 §3.2.2). */
    private static boolean isSameTarget(Head sent, Head arrived) {
        Matcher absolute = ABSOLUTE.matcher(sent.target());
        String host = arrived.only("host");
        if (absolute.matches()) {
            String path = absolute.group(2);
            return arrived.target().equals(path.startsWith("/") ? path : "/" + path)
                    && host.equalsIgnoreCase(absolute.group(1));
        }
        List<String> hosts = sent.values("host");
        return arrived.target().equals(sent.target()) && (hosts.isEmpty() || host.equalsIgnoreCase(hosts.getFirst()));
    }
}
