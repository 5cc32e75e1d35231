package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.relay.AnswerListener;
import dev.seawall.frontdoor.relay.RelayConfig;
import dev.seawall.frontdoor.relay.RelayEngine;
import dev.seawall.frontdoor.relay.WorkerRequest;
import dev.seawall.frontdoor.tls.WorkerTls;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 to the workers over kept connections. Nothing is added to a request and nothing taken from an answer but
 * what concerns the connection itself: no redirects, cookies, decoding or default fields.
 *
 * <p>Thread rule: thread-safe. A try runs on the caller's loop from its first byte to its last.
 */
public final class Http1Engine implements RelayEngine {
    /** Shorter than a worker's own, so that it is this side which closes an idle connection. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(15);

    private final RelayConfig config;
    private final Connector connector;

    /** Each thread's own, so that a connection is lent to whoever shares its loop; and each engine's. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Map<WorkerAddress, ConnectionPool>> pools = ThreadLocal.withInitial(HashMap::new);

    /** @param tls null: in the clear */
    public Http1Engine(RelayConfig config, @Nullable WorkerTls tls, Surroundings around) {
        this.config = config;
        this.connector = new Connector(config, tls, around);
    }

    @Override
    public Try start(WorkerRequest request, AnswerListener answer) {
        Http1Try exchange = new Http1Try(request, answer, config);
        ConnectionPool pool =
                pools.get().computeIfAbsent(request.worker(), worker -> new ConnectionPool(keepIdleFor()));
        WorkerConnection kept = request.fresh() ? null : pool.take();
        if (kept == null) {
            connector.connect(request.worker(), pool, opened -> begin(exchange, opened), exchange::onConnectFailed);
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
}
