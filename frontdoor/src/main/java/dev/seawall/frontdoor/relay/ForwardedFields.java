package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.message.FieldLine;
import dev.seawall.frontdoor.problem.RequestId;
import dev.seawall.frontdoor.problem.ServerDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * <p>Thread rule: thread-safe.
 */
final class ForwardedFields {
    private static final String SLOT = "Seawall-Slot";

    /** Said between front door and worker only; a client's own are dropped, and those of a worker to it. */
    private static final Set<String> OURS =
            Set.of("x-request-id", "seawall-slot", "seawall-priority", "seawall-timeout", "seawall-credits");

    private static final Set<HttpHeader> REPLACED = EnumSet.of(
            HttpHeader.HOST,
            HttpHeader.CONTENT_LENGTH,
            HttpHeader.VIA,
            HttpHeader.X_FORWARDED_FOR,
            HttpHeader.X_FORWARDED_PROTO,
            HttpHeader.X_FORWARDED_HOST,
            HttpHeader.FORWARDED);

    private final String name;
    private final HttpField via;

    /** As many as there are workers. */
    private final Map<String, HttpField> slots = new ConcurrentHashMap<>();

    ForwardedFields(String name) {
        this.name = name;
        this.via = FieldLine.of(HttpHeader.VIA, "1.1 " + name);
    }

    /** @param upgrades whether an upgrade to WebSocket goes on to the worker */
    HttpFields toWorker(Request request, String worker, boolean upgrades) {
        HttpFields from = request.getHeaders();
        String host = host(request);
        HopByHop hop = HopByHop.of(from);
        HttpFields.Mutable to = HttpFields.build();
        to.add(HttpHeader.HOST, host);
        for (HttpField field : from) {
            if (!isMadeHere(field) && !isIgnoredExpectation(field, request) && hop.passes(field)) {
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
        to.add(via(from));
        to.add(requestId(request));
        Vouching.of(request, host, name).fields().forEach(to::add);
        to.add(slots.computeIfAbsent(worker, slot -> FieldLine.of(SLOT, slot)));
        return to;
    }

    /** What a client says of these is replaced, and how long its body is, is for the engine to say. */
    private static boolean isMadeHere(HttpField field) {
        HttpHeader header = field.getHeader();
        return header == null ? OURS.contains(field.getLowerCaseName()) : REPLACED.contains(header);
    }

    /** RFC 9110 §10.1.1: a 100-continue expectation in an HTTP/1.0 request must be ignored. */
    private static boolean isIgnoredExpectation(HttpField field, Request request) {
        return field.getHeader() == HttpHeader.EXPECT
                && request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_1_1.getVersion();
    }

    /** Puts the worker's fields into the response to {@code request}, dated where the worker did not (RFC 9110 §6.6.1). */
    void toClient(HttpFields from, HttpFields.Mutable to, Request request) {
        HopByHop hop = HopByHop.of(from);
        for (HttpField field : from) {
            HttpHeader header = field.getHeader();
            boolean ours = header == null ? OURS.contains(field.getLowerCaseName()) : header == HttpHeader.VIA;
            if (!ours && hop.passes(field)) {
                to.add(field);
            }
        }
        to.put(via(from));
        to.put(requestId(request));
        if (!from.contains(HttpHeader.DATE)) {
            to.put(ServerDate.of(request));
        }
    }

    private static HttpField requestId(Request request) {
        return new HttpField(RequestId.FIELD, RequestId.of(request));
    }

    /** RFC 9110 §7.6.3: ours comes last. */
    private HttpField via(HttpFields from) {
        return from.contains(HttpHeader.VIA)
                ? new HttpField(
                        HttpHeader.VIA, String.join(", ", from.getValuesList(HttpHeader.VIA)) + ", " + via.getValue())
                : via;
    }

    private static String host(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null) {
            host = request.getHttpURI().getAuthority();
        }
        return host == null ? "" : host;
    }
}
