package dev.seawall.frontdoor.http.http2;

import static dev.seawall.frontdoor.http.http2.Http2Peer.block;
import static dev.seawall.frontdoor.http.http2.Http2Peer.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a stream (RFC 9113 §5.1, §8.1): content, trailers, interim and early answers, resets. */
class Http2StreamTest {
    private final Handlers.Parked parked = new Handlers.Parked();
    private Http2ServerUnderTest server;
    private Http2Peer peer;

    @BeforeEach
    void start() throws Exception {
        server = Http2ServerUnderTest.with(parked);
        peer = server.connect();
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
        server.assertAllBuffersReturned();
        server.close();
    }

    private static void answer(Handlers.Parked.Exchange exchange, String text) {
        exchange.response().write(true, BufferUtil.toBuffer(text), exchange.callback());
    }

    @Test
    void twoRequestsAreAnsweredInTheOrderOfTheirAnswers() throws Exception {
        peer.get(1).get(3);
        var first = parked.take();
        var second = parked.take();

        answer(second, "second");
        assertThat(peer.status(3)).isEqualTo(200);
        assertThat(new String(peer.body(3), ISO_8859_1)).isEqualTo("second");
        answer(first, "first");
        assertThat(peer.status(1)).isEqualTo(200);
        assertThat(new String(peer.body(1), ISO_8859_1)).isEqualTo("first");
    }

    @Test
    void trailersOfARequestArrive() throws Exception {
        peer.post(1).data(1, "ab", false);
        peer.headers(1, true, block("x-sum", "2"));
        var exchange = parked.take();

        assertThat(readAll(exchange)).isEqualTo("ab");
        HttpFields trailers = exchange.request().getTrailers();
        assertThat(trailers.get("x-sum")).isEqualTo("2");
        exchange.callback().succeeded();
        assertThat(peer.status(1)).isEqualTo(200);
    }

    private static String readAll(Handlers.Parked.Exchange exchange) throws Exception {
        StringBuilder text = new StringBuilder();
        while (true) {
            var chunk = exchange.request().read();
            if (chunk == null) {
                var more = new CompletableFuture<Void>();
                exchange.request().demand(() -> more.complete(null));
                more.get(10, TimeUnit.SECONDS);
                continue;
            }
            if (chunk.getFailure() != null) {
                throw new AssertionError(chunk.getFailure());
            }
            text.append(BufferUtil.toString(chunk.getByteBuffer()));
            chunk.release();
            if (chunk.isLast()) {
                return text.toString();
            }
        }
    }

    @Test
    void trailersOfAnAnswerEndIt() throws Exception {
        peer.get(1);
        var exchange = parked.take();
        exchange.response().setTrailersSupplier(() -> HttpFields.build().add("X-Sum", "2"));

        answer(exchange, "ab");

        assertThat(peer.status(1)).isEqualTo(200);
        assertThat(peer.readOf(1).text()).isEqualTo("ab");
        Http2Peer.Frame last = peer.readOf(1);
        assertThat(last.endsStream()).isTrue();
        assertThat(peer.fields(last).get("x-sum")).isEqualTo("2");
    }

    @Test
    void anInterimAnswerComesBeforeTheFinalOne() throws Exception {
        peer.get(1);
        var exchange = parked.take();

        exchange.response()
                .writeInterim(103, HttpFields.build().add("Link", "</a>"))
                .get(10, TimeUnit.SECONDS);
        answer(exchange, "ok");

        assertThat(peer.status(1)).isEqualTo(103);
        assertThat(peer.status(1)).isEqualTo(200);
    }

    @Test
    void aClientThatWaitsForItIsToldToSend() throws Exception {
        peer.post(1, "expect", "100-continue");
        var exchange = parked.take();
        var body = CompletableFuture.supplyAsync(() -> {
            try {
                return readAll(exchange);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });

        assertThat(peer.status(1)).isEqualTo(100);
        peer.data(1, "now", true);

        assertThat(body.get(10, TimeUnit.SECONDS)).isEqualTo("now");
        exchange.callback().succeeded();
    }

    @Test
    void anAnswerBeforeTheRequestsEndResetsWhatIsLeft() throws Exception {
        peer.post(1).data(1, "some", false);
        answer(parked.take(), "enough");

        assertThat(peer.status(1)).isEqualTo(200);
        assertThat(peer.readOf(1).endsStream()).isTrue();
        peer.assertReset(1, ErrorCode.NO_ERROR);
        // What was on its way already is no fault.
        peer.data(1, "more", false).data(1, "more", true);
        peer.assertAlive();
        assertThat(server.ends()).isEmpty();
    }

    @Test
    void aResetTellsWhoWorksOnTheRequest() throws Exception {
        peer.get(1);
        var exchange = parked.take();
        var told = new CompletableFuture<Throwable>();
        exchange.request().addFailureListener(told::complete);

        peer.numbers(Frames.RST_STREAM, 1, ErrorCode.CANCEL.code());

        assertThat(told.get(10, TimeUnit.SECONDS)).hasMessageContaining("reset stream 1");
        var written = new CompletableFuture<Void>();
        exchange.response().write(true, BufferUtil.toBuffer("late"), Callback.from(() -> written.complete(null), e -> {
            written.completeExceptionally(e);
            exchange.callback().failed(e);
        }));
        assertThat(written).isCompletedExceptionally();
        peer.assertAlive();
    }

    @Test
    void aResetWakesTheReaderOfABody() throws Exception {
        peer.post(1);
        var exchange = parked.take();
        var woken = new CompletableFuture<Throwable>();
        exchange.request().demand(() -> woken.complete(exchange.request().read().getFailure()));

        peer.numbers(Frames.RST_STREAM, 1, ErrorCode.CANCEL.code());

        assertThat(woken.get(10, TimeUnit.SECONDS)).hasMessageContaining("reset stream 1");
        exchange.callback().failed(woken.get());
        peer.assertAlive();
    }

    @Test
    void answersWithoutContentEndWithTheirHead() throws Exception {
        peer.headers(1, true, head("HEAD", "/"));
        var toHead = parked.take();
        toHead.response().getHeaders().put("Content-Length", 5);
        toHead.response().getHeaders().put("Connection", "close");
        answer(toHead, "12345");
        Http2Peer.Frame head = peer.readOf(1);
        assertThat(head.endsStream()).isTrue();
        assertThat(peer.fields(head).get("content-length")).isEqualTo("5");
        assertThat(peer.fields(head).get("connection")).isNull();

        peer.get(3);
        var none = parked.take();
        none.response().setStatus(304);
        none.callback().succeeded();
        assertThat(peer.readOf(3).endsStream()).isTrue();
    }

    @Test
    void paddingIsNoContent() throws Exception {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(3);
        block.writeBytes(head("POST", "/"));
        block.writeBytes(new byte[3]);
        peer.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.PADDED, 1, block.toByteArray());
        peer.frame(Frames.DATA, Frames.PADDED | Frames.END_STREAM, 1, new byte[] {2, 'a', 'b', 'c', 0, 0});
        var exchange = parked.take();

        assertThat(readAll(exchange)).isEqualTo("abc");
        exchange.callback().succeeded();
        assertThat(peer.status(1)).isEqualTo(200);
    }

    @Test
    void aHeadInManyPiecesIsOne() throws Exception {
        byte[] block = head("GET", "/pieces", "x-a", "1");
        peer.frame(Frames.HEADERS, Frames.END_STREAM, 1, Arrays.copyOf(block, 5));
        peer.frame(Frames.CONTINUATION, 0, 1);
        peer.frame(Frames.CONTINUATION, 0, 1, Arrays.copyOfRange(block, 5, 20));
        peer.frame(Frames.CONTINUATION, Frames.END_HEADERS, 1, Arrays.copyOfRange(block, 20, block.length));

        var exchange = parked.take();
        assertThat(exchange.request().getHttpURI().getPath()).isEqualTo("/pieces");
        answer(exchange, "ok");
        assertThat(peer.status(1)).isEqualTo(200);
    }

    @Test
    void aLargeHeadOfAnAnswerGoesInSeveralFrames() throws Exception {
        peer.get(1);
        var exchange = parked.take();
        String value = "v".repeat(20_000);
        exchange.response().getHeaders().put("X-Long", value);
        answer(exchange, "ok");

        Http2Peer.Frame first = peer.readOf(1);
        Http2Peer.Frame second = peer.readOf(1);
        assertThat(first.type()).isEqualTo(Frames.HEADERS);
        assertThat(second.type()).isEqualTo(Frames.CONTINUATION);
        assertThat(first.payload().length + second.payload().length).isGreaterThan(20_000);
        assertThat(peer.readOf(1).text()).isEqualTo("ok");
    }
}
