package dev.seawall.frontdoor.http.proxied;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;

/**
 * Has connections of load balancers begin with a PROXY header, and goes on with what else the port speaks; everybody
 * else's begin with that, to which a PROXY header is a bad request.
 *
 * <p>Thread rule: thread-safe.
 */
public final class ProxyHeaderFactory extends AbstractConnectionFactory {
    public static final String PROTOCOL = "proxy-header";

    private final Predicate<InetSocketAddress> trusted;
    private final long headerMillis;
    private final ProxiedClients clients;

    /** @param trusted whether an address is a load balancer's */
    public ProxyHeaderFactory(
            Predicate<InetSocketAddress> trusted, ProxyProtocolConfig config, ProxiedClients clients) {
        super(PROTOCOL);
        this.trusted = trusted;
        this.headerMillis = config.headerTime().toMillis();
        this.clients = clients;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        ConnectionFactory next = next(connector);
        boolean isProxied = endPoint.getRemoteSocketAddress() instanceof InetSocketAddress from && trusted.test(from);
        return isProxied
                ? configure(
                        new ProxyHeaderConnection(connector, endPoint, next, headerMillis, clients),
                        connector,
                        endPoint)
                : next.newConnection(connector, endPoint);
    }

    private ConnectionFactory next(Connector connector) {
        Iterator<ConnectionFactory> all = connector.getConnectionFactories().iterator();
        while (all.next() != this) {} // It is one of them.
        return all.next();
    }
}
