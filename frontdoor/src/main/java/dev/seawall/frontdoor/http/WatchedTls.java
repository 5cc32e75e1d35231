package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.http.patience.Watch;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS whose handshakes are waited for no longer than their {@link Watch} allows.
 *
 * <p>Thread rule: thread-safe.
 */
final class WatchedTls extends SslConnectionFactory {
    WatchedTls(SslContextFactory.Server tls, String next) {
        super(tls, next);
    }

    @Override
    protected SslConnection newSslConnection(Connector connector, EndPoint endPoint, SSLEngine engine) {
        SslConnection connection = super.newSslConnection(connector, endPoint, engine);
        Watch watch = Watch.of(endPoint);
        if (watch != null) {
            connection.addHandshakeListener(watch);
        }
        return connection;
    }
}
