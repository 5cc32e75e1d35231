package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.http.http1.Http1ConnectionFactory;
import dev.seawall.frontdoor.tls.LiveIdentity;
import dev.seawall.frontdoor.tls.TlsIdentity;
import java.util.concurrent.Executor;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What is spoken on the public ports: HTTP/1.1 and HTTP/2, in cleartext by prior knowledge and over TLS by ALPN
 * (RFC 9112, 9113, 7301). Framing is strict: what two programs could read differently is refused. Stateless.
 */
final class Connectors {
    /** Bounds what one HTTP/2 connection can have us work on at once. */
    private static final int MOST_STREAMS = 128;

    /** Workers may send heads as long as {@code relay.http1} accepts. */
    private static final int RESPONSE_HEAD_BYTES = 64 * 1024;

    private Connectors() {}

    static PublicConnector cleartext(Server server, Executor executor, HttpConfig config, LimitsConfig limits) {
        HttpConfiguration http = configuration(limits);
        HTTP2ServerConnectionFactory h2c = new PriorKnowledge(http);
        h2c.setMaxConcurrentStreams(MOST_STREAMS);
        PublicConnector connector = new PublicConnector(server, executor, new Http1ConnectionFactory(http), h2c);
        connector.setHost(config.host());
        connector.setPort(config.port());
        return connector;
    }

    static PublicConnector tls(
            Server server, Executor executor, HttpsConfig config, LiveIdentity identity, LimitsConfig limits) {
        HttpConfiguration http = configuration(limits);
        // HTTP/2's alone. One certificate serves every name: which name a client means is the worker's business.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(identity.current().context());
        identity.onChange(next -> reload(tls, next));
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        HTTP2ServerConnectionFactory h2 = new HTTP2ServerConnectionFactory(http);
        h2.setMaxConcurrentStreams(MOST_STREAMS);
        PublicConnector connector = new PublicConnector(
                server,
                executor,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                h2,
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
        HttpConfiguration http = new HttpConfiguration();
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
