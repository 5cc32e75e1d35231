package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.http.http2.Http2Listener;
import dev.seawall.frontdoor.http.patience.EndListener;
import dev.seawall.frontdoor.http.patience.Patience;
import dev.seawall.frontdoor.loops.Dialer;
import dev.seawall.frontdoor.loops.LoopBuffers;
import dev.seawall.frontdoor.loops.LoopExecutor;
import dev.seawall.frontdoor.relay.ExchangeListener;
import dev.seawall.frontdoor.tls.LiveIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The public side: its ports, and the handlers a request meets, in order:
 *
 * <ol>
 *   <li>{@link DrainHandler}: not while stopping
 *   <li>{@link GuardHandler}: not more than its network may
 *   <li>{@link PlainRequests}: nothing that two programs could read differently
 *   <li>the handler given to {@link #start}: everything else
 * </ol>
 *
 * <p>Thread rule: started and stopped by the owner; the rest from any thread.
 */
public final class PublicServer {
    private final Server server;
    private final LoopExecutor executor;
    private final PublicConnector http;
    private final @Nullable PublicConnector https;
    private final Dialer dialer;
    private final Duration drainLimit;
    private final Doorman doorman;
    private final Patience patience;

    /**
     * Makes it, with its ports closed.
     *
     * @param identity shown on the https port; null exactly when that is
     * @param idleTimeout after which a connection without a byte either way is closed
     * @param ended told of the HTTP/2 connections that are ended for what their clients did
     * @param tired told of the clients that are waited for no longer
     * @param doorman whom connections have to get past
     */
    public PublicServer(
            HttpConfig http,
            @Nullable HttpsConfig https,
            @Nullable LiveIdentity identity,
            LimitsConfig limits,
            DrainConfig drain,
            Duration idleTimeout,
            Http2Listener ended,
            EndListener tired,
            Doorman doorman) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("public");
        server = new Server(threads, null, new LoopBuffers());
        executor = new LoopExecutor(threads);
        server.setErrorHandler(new ProblemErrors());
        drainLimit = drain.limit();
        this.doorman = doorman;
        server.setStopTimeout(Math.max(1, drainLimit.toMillis()));
        patience = new Patience(limits.patience(idleTimeout), tired, System::nanoTime);
        this.http = Connectors.cleartext(server, executor, http, limits, patience, ended);
        this.https = https == null || identity == null
                ? null
                : Connectors.tls(server, executor, https, identity, limits, patience, ended);
        dialer = new Dialer(this.http);
        add(this.http, idleTimeout);
        if (this.https != null) {
            add(this.https, idleTimeout);
        }
    }

    private void add(PublicConnector connector, Duration idleTimeout) {
        connector.setIdleTimeout(idleTimeout.toMillis());
        doorman.standAt(connector);
        server.addConnector(connector);
    }

    /**
     * Opens the ports.
     *
     * @param refusals told of the requests that {@code relay} never gets
     * @throws IOException when one can't be opened, naming it
     */
    public void start(String name, Handler relay, ExchangeListener refusals) throws IOException {
        server.setRequestLog(new RefusedRequests(refusals));
        server.setHandler(new DrainHandler(name, new GuardHandler(name, doorman.guard(), new PlainRequests(relay))));
        try {
            server.start();
        } catch (Exception e) {
            stopQuietly(e);
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    private void stopQuietly(Exception cause) {
        try {
            server.stop();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Closes the ports, lets the requests in flight finish and stops.
     *
     * @return whether all of them finished within {@code drain.limit}
     */
    public boolean drain() {
        try {
            server.stop();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    /** Ends what has been waited for in vain; to be called every {@link Patience#ROUND}. */
    public void sweep() {
        http.round(patience::round);
        if (https != null) {
            https.round(patience::round);
        }
    }

    /** How clients are waited for. */
    public Patience patience() {
        return patience;
    }

    /** Opens connections that share the loops of the clients'. */
    public Dialer dialer() {
        return dialer;
    }

    /** Goes on with what a loop began on the same loop. */
    public Executor executor() {
        return executor;
    }

    /** For what may block. */
    public Executor pool() {
        return server.getThreadPool();
    }

    public Scheduler scheduler() {
        return server.getScheduler();
    }

    public ByteBufferPool buffers() {
        return server.getByteBufferPool();
    }

    public long openConnections() {
        return patience.connections().present();
    }

    /** {@code 127.0.0.1:8080}, with the port that was opened. */
    public String httpAddress() {
        return address(http);
    }

    public int httpPort() {
        return http.getLocalPort();
    }

    /** Null without TLS. */
    public @Nullable String httpsAddress() {
        return https == null ? null : address(https);
    }

    /** -1 without TLS. */
    public int httpsPort() {
        return https == null ? -1 : https.getLocalPort();
    }

    private static String address(ServerConnector connector) {
        return connector.getHost() + ':' + connector.getLocalPort();
    }
}
