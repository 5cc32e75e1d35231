package dev.seawall.frontdoor.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractConnection;
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

/** What runs on which thread, and when. */
class LoopsTest {
    private static final int SECONDS = 20;
    private static final int SOONER_THAN_A_SECOND_KNOCK_MILLIS = 900;

    private final QueuedThreadPool pool = new QueuedThreadPool();
    private final Server server = new Server(pool);
    private final LoopExecutor executor = new LoopExecutor(pool);
    private final LoopConnector port = new LoopConnector(server, executor, new HttpConnectionFactory());
    private volatile Consumer<Thread> onRequest = thread -> {};

    @BeforeEach
    void start() throws Exception {
        port.setHost("127.0.0.1");
        server.addConnector(port);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                onRequest.accept(Thread.currentThread());
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
    void whatALoopHandsOverRunsOnItsOwnThreadAfterWhatItIsAt() throws Exception {
        var order = new StringBuilder();
        var ran = new CompletableFuture<Thread>();
        var handled = new CompletableFuture<Thread>();
        onRequest = thread -> {
            executor.execute(() -> {
                order.append(" then the task");
                ran.complete(Thread.currentThread());
            });
            order.append("the request");
            handled.complete(thread);
        };

        ask();

        assertThat(ran.get(SECONDS, TimeUnit.SECONDS)).isSameAs(handled.get(SECONDS, TimeUnit.SECONDS));
        assertThat(order).hasToString("the request then the task");
    }

    @Test
    void tasksThatHandOverTasksDoNotGrowTheStack() throws Exception {
        var left = new AtomicInteger(200_000);
        var done = new CompletableFuture<Boolean>();
        onRequest = thread -> executor.execute(new Runnable() {
            @Override
            public void run() {
                if (left.decrementAndGet() == 0) {
                    done.complete(true);
                } else {
                    executor.execute(this);
                }
            }
        });

        ask();

        assertThat(done.get(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskThatFailsIsNoOtherTasksFailure() throws Exception {
        var second = new CompletableFuture<Boolean>();
        onRequest = thread -> {
            executor.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            executor.execute(() -> second.complete(true));
        };

        ask();

        assertThat(second.get(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsDialledFromALoopSharesItsThread() throws Exception {
        var dialled = new CompletableFuture<Thread>();
        var handled = new CompletableFuture<Thread>();
        try (var worker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), worker.getLocalPort());
            onRequest = thread -> {
                handled.complete(thread);
                new Dialer(port).dial(address, dial(dialled));
            };

            ask();

            assertThat(dialled.get(SECONDS, TimeUnit.SECONDS)).isSameAs(handled.get(SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatIsDialledFromElsewhereIsOpenedOnSomeLoop() throws Exception {
        var dialled = new CompletableFuture<Thread>();
        try (var worker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), worker.getLocalPort());

            new Dialer(port).dial(address, dial(dialled));

            assertThat(dialled.get(SECONDS, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    void aPortNobodyListensAtFailsTheDial() throws Exception {
        int free;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = unused.getLocalPort();
        }
        var dialled = new CompletableFuture<Thread>();

        new Dialer(port).dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), free), dial(dialled));

        assertThatThrownBy(() -> dialled.get(SECONDS, TimeUnit.SECONDS)).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void aCrowdThatComesWhileTheLoopsAreBusyNeedNotKnockTwice() throws Exception {
        var busy = new CountDownLatch(1);
        List<Socket> crowd = new ArrayList<>();
        port.getSelectorManager().getBeans(LoopSelector.class).forEach(loop -> loop.execute(() -> await(busy)));
        try {
            for (int i = 0; i < 1000; i++) {
                var client = new Socket();
                crowd.add(client);
                client.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getLocalPort()),
                        SOONER_THAN_A_SECOND_KNOCK_MILLIS);
            }
        } finally {
            busy.countDown();
            for (Socket client : crowd) {
                client.close();
            }
        }
        assertThat(crowd).hasSize(1000).allMatch(Socket::isConnected);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void onceAPortIsClosedNobodyConnects() {
        int number = port.getLocalPort();

        port.close();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), number).close())
                .isInstanceOf(ConnectException.class);
    }

    private Dial dial(CompletableFuture<Thread> opened) {
        return new Dial(
                Duration.ofSeconds(SECONDS),
                endPoint -> new AbstractConnection(endPoint, executor) {
                    @Override
                    public void onFillable() {
                        close();
                    }
                },
                connection -> opened.complete(Thread.currentThread()),
                opened::completeExceptionally);
    }

    private void ask() throws IOException {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), port.getLocalPort())) {
            client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS));
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }
    }
}
