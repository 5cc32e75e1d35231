package dev.seawall.frontdoor.http;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A public port that counts as shutting down before it closes, not after as Jetty's own does: whoever sees it closed
 * may rely on each answer from then on saying {@code Connection: close} (RFC 9112 section 9.6).
 *
 * <p>Thread rule: thread-safe.
 */
class PublicConnector extends ServerConnector {
    private volatile boolean shuttingDown;

    PublicConnector(Server server, ConnectionFactory... protocols) {
        super(server, protocols);
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        shuttingDown = true;
        return super.shutdown();
    }

    @Override
    public boolean isShutdown() {
        return shuttingDown || super.isShutdown();
    }
}
