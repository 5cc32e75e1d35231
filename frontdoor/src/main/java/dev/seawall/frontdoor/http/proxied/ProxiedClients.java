package dev.seawall.frontdoor.http.proxied;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Told for whom load balancers' connections are.
 *
 * <p>Thread rule: called from loops; never blocks.
 */
public interface ProxiedClients {
    /** What the connection is to be known by; null to have it reset. */
    @Nullable
    Object admit(InetAddress client);

    /** What a load balancer's own connection is to be known by. */
    Object admitLoadBalancer(InetAddress loadBalancer);

    /** A load balancer sent no whole and correct header. */
    void onBadHeader();
}
