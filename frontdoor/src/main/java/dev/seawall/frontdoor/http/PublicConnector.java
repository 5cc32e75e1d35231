package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.http.patience.Patience;
import dev.seawall.frontdoor.loops.LoopConnector;
import dev.seawall.frontdoor.loops.LoopEndPoint;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;

/**
 * A public port that counts as shutting down before it closes, not after as Jetty's own does: whoever sees it closed
 * may rely on each answer from then on saying {@code Connection: close} (RFC 9112 section 9.6).
 *
 * <p>Thread rule: thread-safe.
 */
class PublicConnector extends LoopConnector {
    private final Patience patience;
    private volatile boolean shuttingDown;

    /** @param patience with which its clients are waited for */
    PublicConnector(Server server, Executor executor, Patience patience, ConnectionFactory... protocols) {
        super(server, executor, protocols);
        this.patience = patience;
    }

    @Override
    protected boolean admits(SocketChannel channel) {
        if (patience.isPressed()) {
            round(patience::round);
        }
        return patience.hasRoom(isSecured());
    }

    @Override
    protected void attend(LoopEndPoint accepted) throws IOException {
        if (!patience.watch(accepted, isSecured())) {
            throw new IOException("no room for another connection");
        }
    }

    private boolean isSecured() {
        return getDefaultConnectionFactory() instanceof SslConnectionFactory;
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
