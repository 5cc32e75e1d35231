package dev.seawall.frontdoor.http.proxied;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a load balancer said of a connection. Immutable.
 *
 * @param client null for a connection that it makes for itself, or for whom it can't say
 */
record ProxyHeader(@Nullable InetSocketAddress client) {
    static final ProxyHeader LOCAL = new ProxyHeader(null);

    static ProxyHeader of(InetAddress address, int port) {
        return new ProxyHeader(new InetSocketAddress(address, port));
    }
}
