package dev.seawall.frontdoor.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * A worker of known capacity: so many requests at once are served, each for so long; the others wait, first come first
 * served. Probes are answered at once.
 *
 * <p>Thread rule: thread-safe.
 */
final class SlowWorker extends Handler.Abstract implements AutoCloseable {
    private final int places;
    private final Semaphore free;
    private final Duration service;
    private final Server server = new Server(new VirtualThreadPool(1024));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final LongAdder served = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();

    SlowWorker(int places, Duration service) throws Exception {
        this.places = places;
        this.free = new Semaphore(places, true);
        this.service = service;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(this);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Requests a second that it can serve, by how long the services so far really took. */
    double capacity() {
        return places * 1e9 * served.sum() / busyNanos.sum();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
        if (!request.getHttpURI().getPath().startsWith("/-/")) {
            free.acquire();
            long begun = System.nanoTime();
            try {
                Thread.sleep(service);
            } finally {
                free.release();
                busyNanos.add(System.nanoTime() - begun);
                served.increment();
            }
        }
        response.write(true, ByteBuffer.wrap(new byte[] {'o', 'k'}), callback);
        return true;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the worker did not stop", e);
        }
    }
}
