package dev.seawall.backend.api;

import dev.seawall.backend.store.ObjectStore;
import dev.seawall.backend.tls.LiveIdentity;
import dev.seawall.backend.tls.TlsIdentity;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The serving port: HTTP/1.1, one virtual thread a request, strict about framing. Thread rule: started and stopped by
 * one thread.
 */
public final class ApiServer {
    static final int BUFFER_BYTES = 32 << 10;
    /** Well above what the front door lets in, 16 KiB by default, and adds: its clients must not meet a second limit. */
    private static final int MAX_HEADER_BYTES = 64 << 10;

    /**
     * Requests under way at once; more wait for a place. Far above Jetty's 200, which so many slow uploads would take
     * up, the health check's place included; each costs a buffer or two of {@link #BUFFER_BYTES}.
     */
    private static final int MOST_REQUESTS = 1024;

    private final Server server;
    private final ServerConnector connector;
    private final GracefulHandler inFlight;

    /** @param credits writes that a front door may have here at once, by its name; as observations, never blocks */
    public ApiServer(
            HttpConfig listen,
            String slot,
            ObjectStore store,
            long maxObjectBytes,
            Duration idleTimeout,
            Supplier<byte[]> observations,
            ToIntFunction<String> credits,
            ExchangeListener listener) {
        server = new Server(new VirtualThreadPool(MOST_REQUESTS));
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setHttpCompliance(HttpCompliance.STRICT);
        // Every path is checked by ObjectPath, whose rules are narrower and answer with a problem.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setOutputBufferSize(BUFFER_BYTES);
        var factory = new HttpConnectionFactory(http);
        factory.setInputBufferSize(BUFFER_BYTES);
        connector = new ServerConnector(server, 1, 1, factory);
        connector.setHost(listen.host());
        connector.setPort(listen.port());
        // As many as come at once: a front door that finds the queue full tries again only after a second.
        connector.setAcceptQueueSize(4096);
        connector.setIdleTimeout(idleTimeout.toMillis());
        server.addConnector(connector);
        inFlight =
                new GracefulHandler(new ObjectsHandler(slot, store, maxObjectBytes, observations, credits, listener));
        server.setHandler(inFlight);
        server.setErrorHandler(new ProblemErrorHandler());
    }

    /**
     * Serves TLS only, to clients that the identity lets in: anybody else fails in the handshake. Before the start.
     *
     * @param onRefused told of each failed handshake; must be quick
     */
    public void secure(LiveIdentity identity, Runnable onRefused) {
        var tls = new SslContextFactory.Server();
        tls.setSslContext(identity.current().context());
        tls.setNeedClientAuth(true);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        identity.onChange(next -> reload(tls, next));
        // The Host is the client's, the name in the handshake is the slot's (docs/protocol.md sections 6 and 9).
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer(new SecureRequestCustomizer(false));
        connector.addFirstConnectionFactory(new SslConnectionFactory(tls, connector.getDefaultProtocol()));
        connector.addBean(new SslHandshakeListener() {
            @Override
            public void handshakeFailed(Event event, Throwable failure) {
                onRefused.run();
            }
        });
    }

    /** Connections that stand keep what they agreed on. */
    private static void reload(SslContextFactory.Server tls, TlsIdentity next) {
        try {
            tls.reload(factory -> factory.setSslContext(next.context()));
        } catch (Exception e) {
            throw new IllegalStateException("the server does not take the new certificate", e);
        }
    }

    /** Opens the port; throws when the address cannot be had. */
    public void start() throws Exception {
        server.start();
    }

    /** The port that was opened. */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Takes no new connections and requests, waits for the requests under way, then closes every connection. Jetty's own
     * graceful stop would also wait for idle connections, and cut requests that pause for a second.
     *
     * @return whether all requests came to their end within the limit
     */
    public boolean stop(Duration limit) throws Exception {
        connector.close();
        boolean drained = true;
        try {
            inFlight.shutdown().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            drained = false;
        }
        server.stop();
        return drained;
    }
}
