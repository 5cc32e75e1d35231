package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.guard.ListedNetwork;
import dev.seawall.frontdoor.guard.Network;
import dev.seawall.frontdoor.guard.Visitor;
import dev.seawall.frontdoor.http.proxied.ProxiedClients;
import dev.seawall.frontdoor.http.proxied.ProxyHeaderFactory;
import dev.seawall.frontdoor.http.proxied.ProxyProtocolConfig;
import dev.seawall.frontdoor.loops.Doorkeeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands at the public ports: has the guard asked of every connection, when it is accepted, or when a load balancer has
 * said for whom it is.
 *
 * <p>Thread rule: thread-safe, never blocks.
 */
public final class Doorman implements Doorkeeper, ProxiedClients {
    /** What a load balancer's connection is known by until it says for whom it is. */
    private static final Object LOAD_BALANCER = new Object();

    private final Guard guard;
    private final ProxyProtocolConfig proxyProtocol;
    private final List<Network> loadBalancers;

    public Doorman(Guard guard, ProxyProtocolConfig proxyProtocol) {
        this.guard = guard;
        this.proxyProtocol = proxyProtocol;
        List<ListedNetwork> trusted = proxyProtocol.trusted();
        this.loadBalancers = trusted == null
                ? List.of()
                : trusted.stream().map(ListedNetwork::parsed).toList();
    }

    /** Before the port is opened. */
    void standAt(PublicConnector port) {
        port.doorkeeper(this);
        if (!loadBalancers.isEmpty()) {
            port.addFirstConnectionFactory(
                    new ProxyHeaderFactory(from -> isLoadBalancer(from.getAddress()), proxyProtocol, this));
            port.setDefaultProtocol(ProxyHeaderFactory.PROTOCOL);
        }
    }

    Guard guard() {
        return guard;
    }

    private boolean isLoadBalancer(InetAddress from) {
        return !loadBalancers.isEmpty() && loadBalancers.stream().anyMatch(network -> network.contains(from));
    }

    @Override
    public @Nullable Object admit(SocketChannel accepted) {
        try {
            InetAddress from = ((InetSocketAddress) accepted.getRemoteAddress()).getAddress();
            return isLoadBalancer(from) ? LOAD_BALANCER : guard.enter(from);
        } catch (IOException e) {
            return null; // It is closed already.
        }
    }

    @Override
    public @Nullable Object admit(InetAddress client) {
        return guard.enter(client);
    }

    @Override
    public Object admitLoadBalancer(InetAddress loadBalancer) {
        return guard.enterExempt(loadBalancer);
    }

    @Override
    public void onBadHeader() {
        guard.onBrokenProxyHeader();
    }

    @Override
    public void left(Object guest) {
        if (guest instanceof Visitor visitor) {
            guard.leave(visitor);
        }
    }
}
