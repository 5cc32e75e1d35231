package dev.seawall.frontdoor.http.http2;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.util.component.Graceful;

/**
 * Makes a port speak HTTP/2 (RFC 9113): over TLS where ALPN chose it, or in the clear from behind the preface that an
 * HTTP/1.1 connection began with. {@code Upgrade: h2c} is not among that: RFC 9113 §3.1 gave it up.
 *
 * <p>Of the configuration it heeds the limit of heads and what is allowed in targets; customizers it does not call.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Http2ConnectionFactory extends AbstractConnectionFactory
        implements HttpConfiguration.ConnectionFactory,
                ConnectionFactory.Upgrading,
                NegotiatingServerConnection.CipherDiscriminator {
    private static final int PREFACE_READ_AS_HTTP1 = "PRI * HTTP/2.0\r\n\r\n".length();

    private final HttpConfiguration configuration;
    private final Http2Limits limits;
    private final Http2Listener listener;

    private Http2ConnectionFactory(
            String protocol, HttpConfiguration configuration, Http2Limits limits, Http2Listener listener) {
        super(protocol);
        this.configuration = configuration;
        this.limits = limits;
        this.listener = listener;
        installBean(configuration);
        installBean(new Connections());
    }

    public static Http2ConnectionFactory overTls(
            HttpConfiguration configuration, Http2Limits limits, Http2Listener listener) {
        return new Http2ConnectionFactory("h2", configuration, limits, listener);
    }

    public static Http2ConnectionFactory inTheClear(
            HttpConfiguration configuration, Http2Limits limits, Http2Listener listener) {
        return new Http2ConnectionFactory("h2c", configuration, limits, listener);
    }

    @Override
    public HttpConfiguration getHttpConfiguration() {
        return configuration;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return connection(connector, endPoint, 0);
    }

    @Override
    public Connection upgradeConnection(
            Connector connector, EndPoint endPoint, MetaData.Request preface, HttpFields.Mutable unused) {
        return connection(connector, endPoint, PREFACE_READ_AS_HTTP1);
    }

    private Connection connection(Connector connector, EndPoint endPoint, int prefaceRead) {
        return configure(
                new Http2Connection(configuration, connector, endPoint, limits, listener, prefaceRead),
                connector,
                endPoint);
    }

    /** RFC 9113 §9.2: forward secrecy and authenticated encryption, which all of TLS 1.3 has. */
    @Override
    public boolean isAcceptable(String protocol, String tlsProtocol, String tlsCipher) {
        boolean ephemeral = tlsCipher.startsWith("TLS_ECDHE_") || tlsCipher.startsWith("TLS_DHE_");
        boolean authenticated = tlsCipher.contains("_GCM_") || tlsCipher.contains("_CHACHA20_");
        return "TLSv1.3".equals(tlsProtocol) || (ephemeral && authenticated);
    }

    /** Those that are open, to be told when the server stops. */
    private static final class Connections implements Connection.Listener, Graceful {
        private final Set<Http2Connection> open = ConcurrentHashMap.newKeySet();
        private volatile boolean draining;

        @Override
        public void onOpened(Connection connection) {
            if (connection instanceof Http2Connection http2) {
                open.add(http2);
                if (draining) {
                    http2.drain();
                }
            }
        }

        @Override
        public void onClosed(Connection connection) {
            if (connection instanceof Http2Connection http2) {
                open.remove(http2);
            }
        }

        @Override
        public CompletableFuture<Void> shutdown() {
            draining = true;
            open.forEach(Http2Connection::drain);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean isShutdown() {
            return draining;
        }
    }
}
