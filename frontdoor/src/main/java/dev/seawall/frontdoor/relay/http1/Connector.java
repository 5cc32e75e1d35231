package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.loops.Dial;
import dev.seawall.frontdoor.relay.RelayConfig;
import dev.seawall.frontdoor.tls.WorkerTls;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/**
 * Makes new connections to workers, with TLS or without, and hands them over when a request can be sent on them.
 *
 * <p>Thread rule: thread-safe, never blocks: a worker's name is looked up on the pool.
 */
final class Connector {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final RelayConfig config;
    private final @Nullable WorkerTls tls;
    private final Surroundings around;

    Connector(RelayConfig config, @Nullable WorkerTls tls, Surroundings around) {
        this.config = config;
        this.tls = tls;
        this.around = around;
    }

    /** Exactly one of the two is called; a failure means that nothing was sent. */
    void connect(
            WorkerAddress worker, ConnectionPool pool, Consumer<WorkerConnection> opened, Consumer<Throwable> failed) {
        Dial dial = tls == null ? plain(pool, opened, failed) : secured(worker, tls, pool, opened, failed);
        if (ADDRESS.matcher(worker.host()).matches()) {
            dial(worker, dial);
        } else {
            around.pool().execute(() -> dial(worker, dial));
        }
    }

    private void dial(WorkerAddress worker, Dial dial) {
        around.dialer().dial(new InetSocketAddress(worker.host(), worker.port()), dial);
    }

    private Dial plain(ConnectionPool pool, Consumer<WorkerConnection> opened, Consumer<Throwable> failed) {
        return new Dial(
                config.connectTimeout(),
                endPoint -> connection(endPoint, pool),
                connection -> opened.accept((WorkerConnection) connection),
                failed);
    }

    private Dial secured(
            WorkerAddress worker,
            WorkerTls with,
            ConnectionPool pool,
            Consumer<WorkerConnection> opened,
            Consumer<Throwable> failed) {
        var outcome = new Handshake.Outcome(
                agreed -> {
                    WorkerConnection connection = connection(agreed, pool);
                    agreed.upgrade(connection);
                    opened.accept(connection);
                },
                failed);
        return new Dial(
                config.connectTimeout(), endPoint -> secured(endPoint, worker, with, outcome), secured -> {}, failed);
    }

    private WorkerConnection connection(EndPoint endPoint, ConnectionPool pool) {
        return new WorkerConnection(endPoint, around.executor(), around.scheduler(), around.buffers(), pool);
    }

    private SslConnection secured(EndPoint endPoint, WorkerAddress worker, WorkerTls with, Handshake.Outcome outcome) {
        SslConnection secured =
                new SslConnection(around.buffers(), around.executor(), null, endPoint, with.engine(worker));
        // A cut connection must not pass for the end of an answer (RFC 9112 §9.8).
        secured.setRequireCloseMessage(true);
        secured.getSslEndPoint()
                .setConnection(new Handshake(
                        secured.getSslEndPoint(),
                        around.executor(),
                        around.scheduler(),
                        config.handshakeTimeout(),
                        worker,
                        with,
                        outcome));
        return secured;
    }
}
