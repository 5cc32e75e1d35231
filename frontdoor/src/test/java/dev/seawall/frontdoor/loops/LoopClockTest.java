package dev.seawall.frontdoor.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopClockTest {
    private static final int SECONDS = 20;

    /** A computer with much to do may make a look last as though nothing had been there. */
    private static final int ATTEMPTS = 50;

    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final QueuedThreadPool pool = new QueuedThreadPool();
    private final Server server = new Server(pool);
    private final LoopConnector port = new LoopConnector(server, new LoopExecutor(pool), new HttpConnectionFactory());
    private volatile CompletableFuture<Long> earliest = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        port.setHost("127.0.0.1");
        server.addConnector(port);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                earliest.complete(LoopClock.earliestNanos());
                callback.succeeded();
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whatComesWhileALoopIsBusyMayHaveComeBeforeItLooks() throws Exception {
        long came = 0;
        long seen = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && seen > came; i++) {
            var busy = new CountDownLatch(1);
            var begun = new CountDownLatch(port.getSelectorManager().getSelectorCount());
            earliest = new CompletableFuture<>();
            try (var client = new Socket(InetAddress.getLoopbackAddress(), port.getLocalPort())) {
                client.getOutputStream().write(REQUEST);
                earliest.get(SECONDS, TimeUnit.SECONDS);
                earliest = new CompletableFuture<>();
                port.getSelectorManager()
                        .getBeans(LoopSelector.class)
                        .forEach(loop -> loop.execute(() -> {
                            begun.countDown();
                            await(busy);
                        }));
                assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();

                client.getOutputStream().write(REQUEST);
                came = System.nanoTime();
                busy.countDown();

                seen = earliest.get(SECONDS, TimeUnit.SECONDS);
            }
        }
        assertThat(seen).isLessThanOrEqualTo(came);
    }

    @Test
    void withoutALoopNothingIsLate() {
        long before = System.nanoTime();

        assertThat(LoopClock.earliestNanos()).isBetween(before, System.nanoTime());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
