package dev.seawall.frontdoor.differential.proxy;

import dev.seawall.frontdoor.differential.wire.Boundary;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty's own reverse proxy: its HTTP/1.1 server connection, its {@code ProxyHandler} and its {@code HttpClient}, in this
 * process, with nothing set but the address, the limit of heads, the {@code Host} passed on as it came, and deadlines.
 *
 * <p>Thread rule: as {@link Proxy}.
 */
public final class JettyProxy implements Proxy {
    /** Shorter than an exchange may take: where it would wait forever it gives up, which can be compared. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final int HEAD_BYTES = 16 * 1024;

    private final Server server = new Server(threads());
    private final ServerConnector connector;

    /** Starts one before a worker. */
    public JettyProxy(int workerPort) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(HEAD_BYTES);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(2 * DEADLINE.toMillis());
        server.addConnector(connector);
        server.setHandler(new Handler.Sequence(new BoundaryHandler(), new Relay(workerPort)));
        server.start();
    }

    /** That do not wait for each other to end when all is over. */
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setStopTimeout(0);
        return threads;
    }

    @Override
    public String name() {
        return "Jetty";
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("Jetty's proxy did not stop", e);
        }
    }

    private static final class BoundaryHandler extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!Boundary.PATH.equals(request.getHttpURI().getPath())) {
                return false;
            }
            response.setStatus(HttpStatus.NOT_FOUND_404);
            response.write(true, null, callback);
            return true;
        }
    }

    private static final class Relay extends ProxyHandler.Reverse {
        Relay(int workerPort) {
            super(request -> HttpURI.build(request.getHttpURI())
                    .scheme("http")
                    .host("127.0.0.1")
                    .port(workerPort)
                    .asImmutable());
            setUseServerThreadPool(true);
        }

        @Override
        protected void configureHttpClient(HttpClient client) {
            super.configureHttpClient(client);
            client.setIdleTimeout(DEADLINE.toMillis());
            client.setUserAgentField(null);
        }

        @Override
        protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request toWorker) {
            super.addProxyHeaders(request, toWorker);
            String host = request.getHeaders().get(HttpHeader.HOST);
            if (host != null) {
                toWorker.headers(fields -> fields.put(HttpHeader.HOST, host));
            }
        }
    }
}
