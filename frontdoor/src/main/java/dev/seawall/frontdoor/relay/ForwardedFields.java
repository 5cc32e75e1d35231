package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.problem.RequestId;
import dev.seawall.frontdoor.problem.ServerDate;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/**
 * The fields a worker and a client are sent (docs/protocol.md section 6): what the other side sent, less what
 * concerned its connection, plus what the front door vouches for.
 *
 * <p>Thread rule: immutable.
 */
final class ForwardedFields {
    /** Only the front door says these; a client's own are dropped. */
    private static final Set<String> OURS = Set.of(
            "x-request-id", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "seawall-slot");

    private final String name;
    private final String via;

    ForwardedFields(String name) {
        this.name = name;
        this.via = "1.1 " + name;
    }

    /** @param upgrades whether an upgrade to WebSocket goes on to the worker */
    HttpFields toWorker(Request request, String worker, boolean upgrades) {
        HttpFields from = request.getHeaders();
        String host = host(request);
        HttpFields.Mutable to = HttpFields.build();
        to.put(HttpHeader.HOST, host);
        for (HttpField field : from) {
            if (field.getHeader() != HttpHeader.HOST
                    && field.getHeader() != HttpHeader.CONTENT_LENGTH
                    && field.getHeader() != HttpHeader.VIA
                    && !isIgnoredExpectation(field, request)
                    && !OURS.contains(field.getLowerCaseName())
                    && HopByHop.passes(field, from)) {
                to.add(field);
            }
        }
        if (from.contains(HttpHeader.TE, "trailers")) {
            to.add(HttpHeader.TE, "trailers");
            to.add(HttpHeader.CONNECTION, HttpHeader.TE.asString());
        }
        if (upgrades) {
            to.add(HttpHeader.CONNECTION, HttpHeaderValue.UPGRADE.asString());
            to.add(HttpHeader.UPGRADE, "websocket");
        }
        to.put(HttpHeader.VIA, appended(from));
        String client = Request.getRemoteAddr(request);
        String scheme = request.getConnectionMetaData().isSecure() ? "https" : "http";
        to.put(RequestId.FIELD, RequestId.of(request));
        to.put(HttpHeader.X_FORWARDED_FOR, client.replaceAll("[\\[\\]]", ""));
        to.put(HttpHeader.X_FORWARDED_PROTO, scheme);
        to.put(HttpHeader.X_FORWARDED_HOST, host);
        to.put(HttpHeader.FORWARDED, "for=" + node(client) + ";by=_" + name + ";host=\"" + host + "\";proto=" + scheme);
        to.put("Seawall-Slot", worker);
        return to;
    }

    /** RFC 9110 §10.1.1: a 100-continue expectation in an HTTP/1.0 request must be ignored. */
    private static boolean isIgnoredExpectation(HttpField field, Request request) {
        return field.getHeader() == HttpHeader.EXPECT
                && request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_1_1.getVersion();
    }

    /** Puts the worker's fields into the response to {@code request}, dated where the worker did not (RFC 9110 §6.6.1). */
    void toClient(HttpFields from, HttpFields.Mutable to, Request request) {
        for (HttpField field : from) {
            if (field.getHeader() != HttpHeader.VIA && !field.is(RequestId.FIELD) && HopByHop.passes(field, from)) {
                to.add(field);
            }
        }
        to.put(HttpHeader.VIA, appended(from));
        to.put(RequestId.FIELD, RequestId.of(request));
        if (!from.contains(HttpHeader.DATE)) {
            to.put(ServerDate.of(request));
        }
    }

    /** RFC 9110 §7.6.3: ours comes last. */
    private String appended(HttpFields from) {
        String before = String.join(", ", from.getValuesList(HttpHeader.VIA));
        return before.isEmpty() ? via : before + ", " + via;
    }

    /** RFC 7239 §6: an IPv6 address is bracketed and quoted. */
    private static String node(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        return '"' + (address.startsWith("[") ? address : '[' + address + ']').toLowerCase(Locale.ROOT) + '"';
    }

    private static String host(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null) {
            host = request.getHttpURI().getAuthority();
        }
        return host == null ? "" : host;
    }
}
