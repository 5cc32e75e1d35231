package dev.seawall.frontdoor.relay;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Which fields concern one connection only and end there (RFC 9110 §7.6.1), and which a trailer section may not carry
 * (§6.5.1). Immutable.
 */
final class HopByHop {
    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "proxy-authenticate",
            "proxy-authorization");

    /** The same, where the name is one that the server knows. */
    private static final Set<HttpHeader> KNOWN = ALWAYS.stream()
            .map(HttpHeader.CACHE::get)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(HttpHeader.class)));

    private static final HopByHop NONE_NAMED = new HopByHop(Set.of());

    /** Framing, routing and what was to be decided before the body (RFC 9110 §6.5.1). */
    private static final Set<String> NOT_IN_TRAILERS = Set.of(
            "content-length",
            "content-encoding",
            "content-range",
            "content-type",
            "host",
            "expect",
            "max-forwards",
            "authorization",
            "cookie",
            "set-cookie",
            "forwarded",
            "via",
            "seawall-slot",
            "x-request-id",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto");

    private final Set<String> named;

    private HopByHop(Set<String> named) {
        this.named = named;
    }

    /** What ends here of a message with these fields. */
    static HopByHop of(HttpFields message) {
        if (!message.contains(HttpHeader.CONNECTION)) {
            return NONE_NAMED;
        }
        Set<String> named = new HashSet<>();
        for (HttpField field : message) {
            if (field.getHeader() == HttpHeader.CONNECTION && field.getValue() != null) {
                for (String option : field.getValue().split(",", -1)) {
                    named.add(option.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return new HopByHop(named);
    }

    /** Whether the field, one of the message's, is to go on. */
    boolean passes(HttpField field) {
        HttpHeader header = field.getHeader();
        boolean always = header == null ? ALWAYS.contains(field.getLowerCaseName()) : KNOWN.contains(header);
        return !always && (named.isEmpty() || !named.contains(field.getLowerCaseName()));
    }

    static HttpFields trailers(HttpFields trailers) {
        HttpFields.Mutable passing = HttpFields.build();
        for (HttpField field : trailers) {
            String name = field.getLowerCaseName();
            if (!ALWAYS.contains(name) && !NOT_IN_TRAILERS.contains(name)) {
                passing.add(field);
            }
        }
        return passing;
    }
}
