package dev.seawall.frontdoor.http.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flow control both ways (RFC 9113 §5.2, §6.9), at its edges. */
class Http2FlowTest {
    private static final Http2Limits SMALL =
            new Http2Limits(128, 1000, 70_000, 32, Duration.ofSeconds(10), 200, 100, 100, 100, 1000);

    private final Handlers.Parked parked = new Handlers.Parked();
    private Http2ServerUnderTest server;
    private Http2Peer peer;

    @BeforeEach
    void start() throws Exception {
        server = Http2ServerUnderTest.with(parked, SMALL);
        peer = Http2Peer.silent(server.port()).write(Http2Peer.PREFACE);
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
        server.assertAllBuffersReturned();
        server.close();
    }

    private static CompletableFuture<Void> write(Handlers.Parked.Exchange exchange, boolean last, String text) {
        var written = new CompletableFuture<Void>();
        exchange.response()
                .write(
                        last,
                        BufferUtil.toBuffer(text),
                        Callback.from(() -> written.complete(null), written::completeExceptionally));
        return written;
    }

    @Test
    void nothingIsSentIntoAClosedWindowButHeads() throws Exception {
        peer.setting(Frames.INITIAL_WINDOW_SIZE, 0).get(1);
        var exchange = parked.take();

        var written = write(exchange, true, "abc");

        assertThat(peer.status(1)).isEqualTo(200);
        peer.assertAlive();
        assertThat(written).isNotDone();
        peer.numbers(Frames.WINDOW_UPDATE, 1, 2);
        assertThat(peer.readOf(1).text()).isEqualTo("ab");
        assertThat(written).isNotDone();
        peer.numbers(Frames.WINDOW_UPDATE, 1, 1);
        Http2Peer.Frame last = peer.readOf(1);
        assertThat(last.text()).isEqualTo("c");
        assertThat(last.endsStream()).isTrue();
        written.get(10, TimeUnit.SECONDS);
        exchange.callback().succeeded();
    }

    @Test
    void anEndNeedsNoWindow() throws Exception {
        peer.setting(Frames.INITIAL_WINDOW_SIZE, 3).get(1);
        var exchange = parked.take();
        exchange.response().setTrailersSupplier(() -> HttpFields.build().add("x", "y"));

        write(exchange, false, "abc").get(10, TimeUnit.SECONDS);
        write(exchange, true, "").get(10, TimeUnit.SECONDS);

        exchange.callback().succeeded();
        assertThat(new String(peer.body(1), ISO_8859_1)).isEqualTo("abc");
    }

    @Test
    void aFirstWindowMadeSmallerLeavesADebt() throws Exception {
        peer.setting(Frames.INITIAL_WINDOW_SIZE, 10).get(1);
        var exchange = parked.take();
        var written = write(exchange, true, "0123456789abcdef");
        assertThat(peer.status(1)).isEqualTo(200);
        assertThat(peer.readOf(1).text()).isEqualTo("0123456789");

        peer.setting(Frames.INITIAL_WINDOW_SIZE, 2).numbers(Frames.WINDOW_UPDATE, 1, 8);
        peer.assertAlive();
        assertThat(written).isNotDone();
        peer.numbers(Frames.WINDOW_UPDATE, 1, 1);
        assertThat(peer.readOf(1).text()).isEqualTo("a");
        peer.setting(Frames.INITIAL_WINDOW_SIZE, 100);
        assertThat(peer.readOf(1).text()).isEqualTo("bcdef");
        exchange.callback().succeeded();
    }

    @Test
    void windowsOfOneByteCarryEverything() throws Exception {
        peer.setting(Frames.INITIAL_WINDOW_SIZE, 1).get(1);
        var exchange = parked.take();
        var written = write(exchange, true, "x".repeat(300));
        assertThat(peer.status(1)).isEqualTo(200);

        assertThat(peer.body(1)).hasSize(300);
        written.get(10, TimeUnit.SECONDS);
        exchange.callback().succeeded();
    }

    @Test
    void theConnectionsWindowIsSharedAndHeadsStillGo() throws Exception {
        peer.setting(Frames.INITIAL_WINDOW_SIZE, 1 << 20).get(1).get(3);
        var first = parked.take();
        var second = parked.take();
        var big = write(first, true, "x".repeat(Frames.FIRST_WINDOW + 10));
        assertThat(peer.status(1)).isEqualTo(200);
        int got = 0;
        while (got < Frames.FIRST_WINDOW) {
            got += peer.readOf(1).payload().length;
        }
        assertThat(got).isEqualTo(Frames.FIRST_WINDOW);
        assertThat(big).isNotDone();

        var small = write(second, true, "abc");
        assertThat(peer.status(3)).isEqualTo(200);
        assertThat(small).isNotDone();
        peer.numbers(Frames.WINDOW_UPDATE, 0, 13);
        assertThat(peer.readOf(1).payload()).hasSize(10);
        assertThat(peer.readOf(3).text()).isEqualTo("abc");
        first.callback().succeeded();
        second.callback().succeeded();
    }

    @Test
    void streamsTakeTurnsByTheFrame() throws Exception {
        peer.setting(Frames.INITIAL_WINDOW_SIZE, 1 << 20).get(1).get(3);
        var first = parked.take();
        var second = parked.take();
        // Both wait for the connection's window, then share what opens.
        write(first, false, "x".repeat(Frames.FIRST_WINDOW)).get(10, TimeUnit.SECONDS);
        var one = write(first, true, "1".repeat(3 * Frames.PAYLOAD_BYTES));
        var two = write(second, true, "2".repeat(3 * Frames.PAYLOAD_BYTES));
        peer.numbers(Frames.WINDOW_UPDATE, 0, 6 * Frames.PAYLOAD_BYTES);

        StringBuilder order = new StringBuilder();
        while (order.length() < 6) {
            Http2Peer.Frame frame = peer.read(Frames.DATA);
            if (frame.payload()[0] != 'x') {
                order.append((char) frame.payload()[0]);
            }
        }
        assertThat(order).hasToString("121212");
        one.get(10, TimeUnit.SECONDS);
        two.get(10, TimeUnit.SECONDS);
        first.callback().succeeded();
        second.callback().succeeded();
    }

    @Test
    void aStreamsWindowTooLargeResetsTheStream() throws Exception {
        peer.frame(Frames.SETTINGS, 0, 0).get(1);
        var exchange = parked.take();

        peer.numbers(Frames.WINDOW_UPDATE, 1, Integer.MAX_VALUE);

        peer.assertReset(1, ErrorCode.FLOW_CONTROL_ERROR);
        exchange.callback().failed(new AssertionError("told"));
        peer.assertAlive();
    }

    @Test
    void aFirstWindowThatMakesOneTooLargeEndsTheConnection() throws Exception {
        peer.frame(Frames.SETTINGS, 0, 0).get(1);
        var exchange = parked.take();
        peer.numbers(Frames.WINDOW_UPDATE, 1, 1 << 30).setting(Frames.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE);

        peer.assertGoneAway(ErrorCode.FLOW_CONTROL_ERROR);
        exchange.callback().failed(new AssertionError("told"));
    }

    @Test
    void aWindowUpdateOfNothingResetsTheStream() throws Exception {
        peer.frame(Frames.SETTINGS, 0, 0).get(1);
        var exchange = parked.take();

        peer.numbers(Frames.WINDOW_UPDATE, 1, 0);

        peer.assertReset(1, ErrorCode.PROTOCOL_ERROR);
        exchange.callback().failed(new AssertionError("told"));
    }

    private static String read(Request request, int bytes) {
        StringBuilder text = new StringBuilder();
        while (text.length() < bytes) {
            Content.Chunk chunk = request.read();
            if (chunk != null) {
                text.append(BufferUtil.toString(chunk.getByteBuffer()));
                chunk.release();
            }
        }
        return text.toString();
    }

    @Test
    void aClientMaySendOnOnlyForWhatWasRead() throws Exception {
        peer.frame(Frames.SETTINGS, 0, 0)
                .post(1)
                .data(1, "a".repeat(600), false)
                .data(1, "b".repeat(400), false);
        var exchange = parked.take();
        peer.assertAlive();

        assertThat(read(exchange.request(), 1000)).hasSize(1000);

        Http2Peer.Frame update = peer.read(frame -> frame.type() == Frames.WINDOW_UPDATE && frame.stream() == 1);
        assertThat(update.bytes().getInt()).isEqualTo(1000);
        peer.data(1, "c".repeat(1000), true);
        assertThat(read(exchange.request(), 1000)).isEqualTo("c".repeat(1000));
        exchange.callback().succeeded();
        assertThat(peer.status(1)).isEqualTo(200);
    }

    @Test
    void moreThanAStreamsWindowResetsTheStream() throws Exception {
        peer.frame(Frames.SETTINGS, 0, 0)
                .post(1)
                .data(1, "a".repeat(1000), false)
                .data(1, "b", false);

        peer.assertReset(1, ErrorCode.FLOW_CONTROL_ERROR);
        parked.take().callback().failed(new AssertionError("told"));
        peer.assertAlive();
    }

    @Test
    void paddingCountsAndIsGivenBackUnread() throws Exception {
        peer.frame(Frames.SETTINGS, 0, 0).post(1);
        byte[] padded = new byte[202];
        padded[0] = (byte) 200;
        padded[1] = 'a';
        for (int i = 0; i < 20; i++) {
            peer.frame(Frames.DATA, Frames.PADDED, 1, padded);
            if (i % 3 == 2) {
                assertThat(peer.read(frame -> frame.type() == Frames.WINDOW_UPDATE && frame.stream() == 1)
                                .bytes()
                                .getInt())
                        .isEqualTo(603);
            }
        }
        var exchange = parked.take();
        assertThat(read(exchange.request(), 20)).isEqualTo("a".repeat(20));
        exchange.callback().succeeded();
    }

    @Test
    void whatNobodyReadsIsGivenBackToTheConnection() throws Exception {
        peer.frame(Frames.SETTINGS, 0, 0);
        for (int stream = 1; stream < 400; stream += 2) {
            peer.post(stream).data(stream, "a".repeat(1000), false);
            parked.take().callback().succeeded();
            assertThat(peer.status(stream)).isEqualTo(200);
            peer.data(stream, "", true);
        }
        peer.assertAlive();
    }

    @Test
    void moreThanTheConnectionsWindowEndsTheConnection() throws Exception {
        peer.frame(Frames.SETTINGS, 0, 0);
        for (int stream = 1; stream < 141; stream += 2) {
            peer.post(stream).data(stream, "a".repeat(1000), false);
        }
        peer.post(141).data(141, "a", false);

        peer.assertGoneAway(ErrorCode.FLOW_CONTROL_ERROR);
        while (parked.count() > 0) {
            parked.take().callback().failed(new AssertionError("told"));
        }
    }
}
