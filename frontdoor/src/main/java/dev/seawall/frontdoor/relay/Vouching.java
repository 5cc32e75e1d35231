package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.message.FieldLine;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;

/**
 * What a front door vouches for of whoever sent a request: the same for all on one connection that name one host, so
 * made once for these. Immutable.
 *
 * @param host as the client named it
 * @param client the address it sent from
 * @param fields as workers are told it
 */
record Vouching(String host, String client, List<HttpField> fields) {
    private static final String ATTRIBUTE = Vouching.class.getName();

    /** @param name the front door's */
    static Vouching of(Request request, String host, String name) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        if (connection.getAttribute(ATTRIBUTE) instanceof Vouching made && made.host.equals(host)) {
            return made;
        }
        String client = Request.getRemoteAddr(request);
        // Not what the request says of itself: HTTP/2's :scheme is the client's word.
        String scheme = connection.isSecure() ? "https" : "http";
        var made = new Vouching(
                host,
                client,
                List.of(
                        FieldLine.of(HttpHeader.X_FORWARDED_FOR, withoutBrackets(client)),
                        FieldLine.of(HttpHeader.X_FORWARDED_PROTO, scheme),
                        FieldLine.of(HttpHeader.X_FORWARDED_HOST, host),
                        FieldLine.of(
                                HttpHeader.FORWARDED,
                                "for=" + node(client) + ";by=_" + name + ";host=\"" + host + "\";proto=" + scheme)));
        connection.setAttribute(ATTRIBUTE, made);
        return made;
    }

    /** The address that a request came from, in words. */
    static String client(Request request) {
        return request.getConnectionMetaData().getAttribute(ATTRIBUTE) instanceof Vouching made
                ? made.client
                : Request.getRemoteAddr(request);
    }

    private static String withoutBrackets(String address) {
        return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    }

    /** RFC 7239 §6: an IPv6 address is bracketed and quoted. */
    private static String node(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        return '"' + (address.startsWith("[") ? address : '[' + address + ']').toLowerCase(Locale.ROOT) + '"';
    }
}
