package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.http.http1.Http1ConnectionFactory;
import dev.seawall.frontdoor.http.http2.Http2ConnectionFactory;
import dev.seawall.frontdoor.http.http2.Http2Limits;
import dev.seawall.frontdoor.http.http2.Http2Listener;
import dev.seawall.frontdoor.http.patience.HttpLimits;
import dev.seawall.frontdoor.http.patience.Patience;
import dev.seawall.frontdoor.tls.LiveIdentity;
import dev.seawall.frontdoor.tls.TlsIdentity;
import java.util.concurrent.Executor;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What is spoken on the public ports: HTTP/1.1 and HTTP/2, in cleartext by prior knowledge and over TLS by ALPN
 * (RFC 9112, 9113, 7301). Framing is strict: what two programs could read differently is refused. Stateless.
 */
final class Connectors {
    /** Workers may send heads as long as {@code relay.http1} accepts. */
    private static final int RESPONSE_HEAD_BYTES = 64 * 1024;

    private Connectors() {}

    static PublicConnector cleartext(
            Server server,
            Executor executor,
            HttpConfig config,
            LimitsConfig limits,
            Patience patience,
            Http2Listener ended) {
        HttpConfiguration http = configuration(limits);
        PublicConnector connector = new PublicConnector(
                server,
                executor,
                patience,
                new Http1ConnectionFactory(http),
                Http2ConnectionFactory.inTheClear(http, Http2Limits.DEFAULT, ended));
        connector.setHost(config.host());
        connector.setPort(config.port());
        return connector;
    }

    static PublicConnector tls(
            Server server,
            Executor executor,
            HttpsConfig config,
            LiveIdentity identity,
            LimitsConfig limits,
            Patience patience,
            Http2Listener ended) {
        HttpConfiguration http = configuration(limits);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(identity.current().context());
        identity.onChange(next -> reload(tls, next));
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        PublicConnector connector = new PublicConnector(
                server,
                executor,
                patience,
                new WatchedTls(tls, alpn.getProtocol()),
                alpn,
                Http2ConnectionFactory.overTls(http, Http2Limits.DEFAULT, ended),
                new Http1ConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        return connector;
    }

    /** Connections that stand keep what they agreed on. */
    private static void reload(SslContextFactory.Server tls, TlsIdentity next) {
        try {
            tls.reload(factory -> factory.setSslContext(next.context()));
        } catch (Exception e) {
            throw new IllegalStateException("the server does not take the new certificate", e);
        }
    }

    private static HttpConfiguration configuration(LimitsConfig limits) {
        HttpConfiguration http = new HttpLimits(limits.headerCount(), limits.uriBytes(), limits.requests());
        http.setSendServerVersion(false);
        // An answer keeps the worker's Date; one of our own gets it where it is made.
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(limits.headerBytes());
        http.setResponseHeaderSize(RESPONSE_HEAD_BYTES);
        http.setHttpCompliance(HttpCompliance.STRICT);
        // The path goes to the router as it came, which refuses by docs/protocol.md section 1 and says by which rule.
        http.setUriCompliance(UriCompliance.UNSAFE.without(
                "routed", UriCompliance.Violation.USER_INFO, UriCompliance.Violation.FRAGMENT));
        return http;
    }
}
