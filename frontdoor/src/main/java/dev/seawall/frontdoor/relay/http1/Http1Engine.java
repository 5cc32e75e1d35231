package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.relay.AnswerListener;
import dev.seawall.frontdoor.relay.RelayConfig;
import dev.seawall.frontdoor.relay.RelayEngine;
import dev.seawall.frontdoor.relay.WorkerRequest;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * HTTP/1.1 to the workers over kept connections. Nothing is added to a request and nothing taken from an answer but
 * what concerns the connection itself: no redirects, cookies, decoding or default fields.
 *
 * <p>Thread rule: thread-safe. Runs on the executor, scheduler and buffers it is given, which it does not stop.
 */
public final class Http1Engine extends ContainerLifeCycle implements RelayEngine {
    /** Shorter than a worker's own, so that it is this side which closes an idle connection. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(15);

    private final RelayConfig config;
    private final ClientConnector connector = new ClientConnector();
    private final Map<WorkerAddress, ConnectionPool> pools = new ConcurrentHashMap<>();

    public Http1Engine(RelayConfig config, Executor executor, Scheduler scheduler, ByteBufferPool buffers) {
        this.config = config;
        connector.setExecutor(executor);
        connector.setScheduler(scheduler);
        connector.setByteBufferPool(buffers);
        connector.setConnectTimeout(config.connectTimeout());
        installBean(connector, true);
    }

    @Override
    public Try start(WorkerRequest request, AnswerListener answer) {
        Http1Try exchange = new Http1Try(request, answer, config);
        ConnectionPool pool = pools.computeIfAbsent(request.worker(), worker -> new ConnectionPool(keepIdleFor()));
        WorkerConnection kept = request.fresh() ? null : pool.take();
        if (kept == null) {
            connect(request.worker(), pool, exchange);
        } else {
            begin(exchange, kept);
        }
        return exchange;
    }

    private Duration keepIdleFor() {
        return config.idleTimeout().compareTo(LONGEST_IDLE) < 0 ? config.idleTimeout() : LONGEST_IDLE;
    }

    private static void begin(Http1Try exchange, WorkerConnection connection) {
        if (!exchange.begin(connection)) {
            connection.abort(new IOException("given up before it began"));
        }
    }

    private void connect(WorkerAddress worker, ConnectionPool pool, Http1Try exchange) {
        Promise<WorkerConnection> opened =
                Promise.from(connection -> begin(exchange, connection), exchange::onConnectFailed);
        ClientConnectionFactory factory = (endPoint, context) -> new WorkerConnection(
                endPoint, connector.getExecutor(), connector.getScheduler(), connector.getByteBufferPool(), pool);
        Map<String, Object> context = new HashMap<>();
        context.put(ClientConnectionFactory.CONTEXT_KEY, factory);
        context.put(ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY, opened);
        context.put(Transport.class.getName(), Transport.TCP_IP);
        connector.connect(new InetSocketAddress(worker.host(), worker.port()), context);
    }
}
