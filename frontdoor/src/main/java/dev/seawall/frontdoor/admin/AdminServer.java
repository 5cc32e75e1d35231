package dev.seawall.frontdoor.admin;

import java.io.IOException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The private port: health, readiness, observations, history, metrics and the dashboard, on threads of its own, so
 * that it still answers when the public side is busy or stuck. Bind it to a private address only.
 *
 * <p>As the main wires it:
 *
 * <pre>{@code
 * var identity = new Identity("front-door-1", "shop", version, Instant.now());
 * var traffic = new Traffic(routeMatches, workerNames, connectionStatistics::getConnections);
 * var history = new History(traffic, InstantSource.system());
 * var accessLog = path == null ? null : AccessLog.start(path);
 * var metrics = new Metrics(identity, traffic, observations, accessLog == null ? () -> 0 : accessLog::dropped);
 * ExchangeListener listener = new Telemetry(traffic, history, metrics, accessLog); // for the relay
 * var desk = new KnobDesk("front-door-1", knobs, knobThread, InstantSource.system());
 * var endpoints = new Endpoints(
 *         identity,
 *         List.of(drain::reasons),
 *         observations,
 *         certificates,
 *         guard,
 *         desk,
 *         history,
 *         metrics,
 *         InstantSource.system());
 * var admin = new AdminServer(host, port, new HostCheck(Set.of(host)), endpoints);
 * admin.start();
 * timer.scheduleAtFixedRate(history::tick, 1, 1, TimeUnit.SECONDS); // History.INTERVAL
 * }</pre>
 *
 * On stop: drain the public side first, then {@code admin.close()}, then {@code accessLog.close()}.
 *
 * <p>Thread rule: started and closed by the owner.
 */
public final class AdminServer implements AutoCloseable {
    /** One selector, one lease for the acceptor's turn, the rest answers. */
    private static final int MAX_THREADS = 6;

    /** A few people and scrapers, each with the six connections of a browser. */
    private static final int MAX_CONNECTIONS = 64;

    private static final long IDLE_MILLIS = 30_000;

    private final Server server;
    private final ServerConnector connector;

    /** Makes the server; {@link #start} opens its port. */
    public AdminServer(String host, int port, HostCheck hosts, Endpoints endpoints) {
        var threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("admin");
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setHandler(new AdminHandler(hosts, endpoints));
        server.setErrorHandler(AdminHandler::onError);
    }

    /**
     * Opens the port.
     *
     * @throws IOException when that fails; its cause says why
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the admin server could not be started: " + e.getMessage(), e);
        }
    }

    /** The port that was opened; of interest when 0 was asked for. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the admin server could not be stopped: " + e.getMessage(), e);
        }
    }
}
