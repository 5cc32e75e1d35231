package dev.seawall.frontdoor.http.http1;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * Makes a port speak HTTP/1.1 (RFC 9112). Of the configuration it heeds the limits of heads, both ways, and what is
 * allowed in heads and targets; customizers it does not call: TLS makes a request secure without one.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Http1ConnectionFactory extends AbstractConnectionFactory
        implements HttpConfiguration.ConnectionFactory {
    private final HttpConfiguration configuration;

    public Http1ConnectionFactory(HttpConfiguration configuration) {
        super(HttpVersion.HTTP_1_1.asString());
        this.configuration = configuration;
        installBean(configuration);
    }

    @Override
    public HttpConfiguration getHttpConfiguration() {
        return configuration;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new Http1Connection(configuration, connector, endPoint), connector, endPoint);
    }
}
