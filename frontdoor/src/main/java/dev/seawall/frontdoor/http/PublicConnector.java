package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.loops.LoopConnector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;

/**
 * A public port that counts as shutting down before it closes, not after as Jetty's own does: whoever sees it closed
 * may rely on each answer from then on saying {@code Connection: close} (RFC 9112 section 9.6).
 *
 * <p>Thread rule: thread-safe.
 */
class PublicConnector extends LoopConnector {
    private volatile boolean shuttingDown;

    PublicConnector(Server server, Executor executor, ConnectionFactory... protocols) {
        super(server, executor, protocols);
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
