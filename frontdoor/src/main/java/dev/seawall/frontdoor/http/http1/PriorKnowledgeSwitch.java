package dev.seawall.frontdoor.http.http1;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 by prior knowledge (RFC 9113 §3.3), where the port speaks it in the clear. Its preface begins a connection
 * (§3.4): behind a request it is none.
 *
 * <p>Stateless.
 */
final class PriorKnowledgeSwitch {
    private PriorKnowledgeSwitch() {}

    /** Of HTTP/2 that is none. */
    static HttpException.RuntimeException refusal() {
        return new HttpException.RuntimeException(HttpStatus.UPGRADE_REQUIRED_426, "Upgrade Required");
    }

    /** What takes the connection over from behind the preface on; null when it is none, or the port has no such. */
    static @Nullable Connection http2(Connector connector, EndPoint endPoint, RequestReader first) {
        RequestHead preface = first.head();
        if (!preface.isPreface() || !first.beganAtOnce()) {
            return null;
        }
        for (ConnectionFactory factory : connector.getConnectionFactories()) {
            if (factory instanceof ConnectionFactory.Upgrading http2
                    && http2.getProtocols().contains("h2c")) {
                Connection next = http2.upgradeConnection(connector, endPoint, preface.metaData(), HttpFields.build());
                if (next != null) {
                    return next;
                }
            }
        }
        return null;
    }
}
