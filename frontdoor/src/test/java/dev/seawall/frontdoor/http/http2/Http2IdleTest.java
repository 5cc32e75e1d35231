package dev.seawall.frontdoor.http.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is waited for, and for how long. */
class Http2IdleTest {
    private final Handlers.Parked parked = new Handlers.Parked();
    private Http2ServerUnderTest server;

    @BeforeEach
    void start() throws Exception {
        server = Http2ServerUnderTest.impatient(parked);
    }

    @AfterEach
    void stop() throws Exception {
        server.assertAllBuffersReturned();
        server.close();
    }

    @Test
    void aConnectionWithoutStreamsEndsInTime() throws Exception {
        try (Http2Peer peer = server.connect()) {
            peer.assertGoneAway(ErrorCode.NO_ERROR);
        }
        assertThat(server.ends()).isEmpty();
    }

    @Test
    void aConnectionThatSaysNothingEndsInTime() throws Exception {
        try (Http2Peer peer = Http2Peer.silent(server.port())) {
            peer.assertClosed();
        }
    }

    @Test
    void aRequestThatIsWorkedOnKeepsItsConnection() throws Exception {
        try (Http2Peer peer = server.connect()) {
            peer.get(1);
            var exchange = parked.take();
            var idle = new CompletableFuture<TimeoutException>();
            exchange.request().addIdleTimeoutListener(timeout -> {
                idle.complete(timeout);
                return false;
            });

            assertThat(idle.get(10, TimeUnit.SECONDS)).isNotNull();
            exchange.response().write(true, BufferUtil.toBuffer("ok"), exchange.callback());

            assertThat(peer.status(1)).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatDoesNotComeFailsItsReaderWhateverOthersDo() throws Exception {
        try (Http2Peer peer = server.connect()) {
            peer.post(1);
            var exchange = parked.take();
            var failed = new CompletableFuture<Throwable>();
            exchange.request()
                    .demand(() -> failed.complete(exchange.request().read().getFailure()));
            while (!failed.isDone()) {
                peer.assertAlive();
                TimeUnit.MILLISECONDS.sleep(20);
            }

            assertThat(failed.get()).isInstanceOf(TimeoutException.class);
            exchange.response().setStatus(408);
            exchange.callback().succeeded();
            assertThat(peer.status(1)).isEqualTo(408);
        }
    }

    @Test
    void aClientThatOpensNoWindowLosesItsStream() throws Exception {
        try (Http2Peer peer = server.connect()) {
            peer.setting(Frames.INITIAL_WINDOW_SIZE, 0).get(1);
            var exchange = parked.take();
            var written = new CompletableFuture<Void>();
            exchange.response().write(true, BufferUtil.toBuffer("abc"), Callback.from(written));
            assertThat(peer.status(1)).isEqualTo(200);

            peer.assertReset(1, ErrorCode.CANCEL);

            assertThat(written).isCompletedExceptionally();
            exchange.callback().failed(new TimeoutException("told"));
            peer.assertAlive();
        }
    }

    @Test
    void aClientThatTakesNothingLosesItsConnection() throws Exception {
        try (Http2Peer peer = Http2Peer.narrow(server.port())) {
            peer.setting(Frames.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE);
            peer.numbers(Frames.WINDOW_UPDATE, 0, Integer.MAX_VALUE - Frames.FIRST_WINDOW)
                    .get(1);
            var exchange = parked.take();
            var written = new CompletableFuture<Void>();
            exchange.response().write(true, BufferUtil.toBuffer("x".repeat(32 << 20)), Callback.from(written));

            assertThat(server.awaitEnd()).isEqualTo(ConnectionEnd.STALLED);
            written.handle((none, failure) -> failure).get(10, TimeUnit.SECONDS);
            assertThat(written).isCompletedExceptionally();
            exchange.callback().failed(new TimeoutException("told"));
        }
    }
}
