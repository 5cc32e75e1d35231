package dev.seawall.backend.admin;

import dev.seawall.backend.telemetry.BackendMetrics;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The admin port: a server of its own, with threads of its own, so that it answers while the serving port is flooded or
 * draining. Thread rule: started and stopped by one thread.
 */
public final class AdminServer {
    private final Server server;
    private final ServerConnector connector;

    public AdminServer(AdminConfig config, SelfReport self, Readiness readiness, BackendMetrics metrics) {
        var threads = new QueuedThreadPool(8, 2);
        threads.setName("admin");
        threads.setDaemon(true);
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        server.addConnector(connector);
        server.setHandler(new AdminHandler(new HostCheck(config.host()), self, readiness, metrics));
    }

    /** Opens the port; throws when the address cannot be had. */
    public void start() throws Exception {
        server.start();
    }

    /** The port that was opened. */
    public int port() {
        return connector.getLocalPort();
    }

    public void stop() throws Exception {
        server.stop();
    }
}
