package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.relay.RelayConfig;
import dev.seawall.frontdoor.tls.WorkerTls;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Makes new connections to workers, with TLS or without, and hands them over when a request can be sent on them.
 *
 * <p>Thread rule: thread-safe, never blocks.
 */
final class Connector extends ContainerLifeCycle {
    private final ClientConnector connector = new ClientConnector();
    private final RelayConfig config;
    private final @Nullable WorkerTls tls;

    Connector(
            RelayConfig config,
            @Nullable WorkerTls tls,
            Executor executor,
            Scheduler scheduler,
            ByteBufferPool buffers) {
        this.config = config;
        this.tls = tls;
        connector.setExecutor(executor);
        connector.setScheduler(scheduler);
        connector.setByteBufferPool(buffers);
        connector.setConnectTimeout(config.connectTimeout());
        installBean(connector, true);
    }

    /** Exactly one of the two is called; a failure means that nothing was sent. */
    void connect(
            WorkerAddress worker, ConnectionPool pool, Consumer<WorkerConnection> opened, Consumer<Throwable> failed) {
        Map<String, Object> context = new HashMap<>();
        context.put(Transport.class.getName(), Transport.TCP_IP);
        if (tls == null) {
            put(
                    context,
                    (endPoint, on) -> connection(endPoint, pool),
                    connection -> opened.accept((WorkerConnection) connection),
                    failed);
        } else {
            WorkerTls with = tls;
            put(
                    context,
                    (endPoint, on) -> secured(
                            endPoint,
                            worker,
                            with,
                            new Handshake.Outcome(
                                    agreed -> {
                                        WorkerConnection connection = connection(agreed, pool);
                                        agreed.upgrade(connection);
                                        opened.accept(connection);
                                    },
                                    failed)),
                    connection -> {},
                    failed);
        }
        connector.connect(new InetSocketAddress(worker.host(), worker.port()), context);
    }

    private static void put(
            Map<String, Object> context,
            ClientConnectionFactory factory,
            Consumer<Connection> opened,
            Consumer<Throwable> failed) {
        Promise<Connection> promise = Promise.from(opened, failed);
        context.put(ClientConnectionFactory.CONTEXT_KEY, factory);
        context.put(ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY, promise);
    }

    private WorkerConnection connection(EndPoint endPoint, ConnectionPool pool) {
        return new WorkerConnection(
                endPoint, connector.getExecutor(), connector.getScheduler(), connector.getByteBufferPool(), pool);
    }

    private SslConnection secured(EndPoint endPoint, WorkerAddress worker, WorkerTls with, Handshake.Outcome outcome) {
        SslConnection secured = new SslConnection(
                connector.getByteBufferPool(), connector.getExecutor(), null, endPoint, with.engine(worker));
        // A cut connection must not pass for the end of an answer (RFC 9112 §9.8).
        secured.setRequireCloseMessage(true);
        secured.getSslEndPoint()
                .setConnection(new Handshake(
                        secured.getSslEndPoint(),
                        connector.getExecutor(),
                        connector.getScheduler(),
                        config.handshakeTimeout(),
                        worker,
                        with,
                        outcome));
        return secured;
    }
}
