package dev.seawall.frontdoor.http.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.http.http1.Http1ConnectionFactory;
import dev.seawall.frontdoor.loops.LoopConnector;
import dev.seawall.frontdoor.loops.LoopExecutor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A port in the clear with handlers of a test's own, on which every buffer lent is known. */
final class Http2ServerUnderTest implements AutoCloseable {
    static final int HEAD_BYTES = 8 * 1024;
    static final long IDLE_MILLIS = 1000;

    private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
    private final List<ConnectionEnd> ends = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ConnectionEnd> newEnds = new LinkedBlockingQueue<>();
    private final Server server;
    private final LoopConnector connector;

    static Http2ServerUnderTest with(Handler handler) throws Exception {
        return new Http2ServerUnderTest(handler, Http2Limits.DEFAULT, 10_000);
    }

    static Http2ServerUnderTest with(Handler handler, Http2Limits limits) throws Exception {
        return new Http2ServerUnderTest(handler, limits, 10_000);
    }

    static Http2ServerUnderTest impatient(Handler handler) throws Exception {
        return new Http2ServerUnderTest(handler, Http2Limits.DEFAULT, IDLE_MILLIS);
    }

    private Http2ServerUnderTest(Handler handler, Http2Limits limits, long idleMillis) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        server = new Server(threads, null, buffers);
        server.setStopTimeout(5000);
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(HEAD_BYTES);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.UNSAFE);
        connector = new LoopConnector(
                server,
                new LoopExecutor(threads),
                new Http1ConnectionFactory(http),
                Http2ConnectionFactory.inTheClear(http, limits, reason -> {
                    ends.add(reason);
                    newEnds.add(reason);
                }));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(idleMillis);
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    Http2Peer connect() throws IOException {
        return Http2Peer.greeting(port());
    }

    Server server() {
        return server;
    }

    List<ConnectionEnd> ends() {
        return ends;
    }

    ConnectionEnd awaitEnd() throws InterruptedException {
        ConnectionEnd end = newEnds.poll(10, TimeUnit.SECONDS);
        assertThat(end).as("why a connection was ended").isNotNull();
        return end;
    }

    /** Every buffer that was lent comes back. */
    void assertAllBuffersReturned() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!buffers.getLeaks().isEmpty()) {
            assertThat(System.nanoTime()).as(buffers.dumpLeaks()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
