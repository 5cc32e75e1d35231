package dev.seawall.frontdoor.http.http2;

import static dev.seawall.frontdoor.http.http2.Http2Peer.block;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that end before their time, and what they leave alone (RFC 9113 §5.1, §5.4.2, §8.1.1). */
class Http2BrokenStreamTest {
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
    void aFailureBehindTheHeadResetsTheStream() throws Exception {
        peer.get(1);
        var exchange = parked.take();
        exchange.response().write(false, BufferUtil.toBuffer("part"), Callback.NOOP);
        assertThat(peer.status(1)).isEqualTo(200);
        assertThat(peer.readOf(1).text()).isEqualTo("part");

        exchange.callback().failed(new IOException("worker gone"));

        peer.assertReset(1, ErrorCode.INTERNAL_ERROR);
        peer.assertAlive();
    }

    @Test
    void anAnswerShorterThanItsLengthIsNotTakenForWhole() throws Exception {
        peer.get(1);
        var exchange = parked.take();
        exchange.response().getHeaders().put("Content-Length", 5);
        var part = new CompletableFuture<Void>();
        exchange.response().write(false, BufferUtil.toBuffer("part"), Callback.from(part));
        part.get(10, TimeUnit.SECONDS);

        exchange.response().write(true, null, exchange.callback());

        assertThat(peer.status(1)).isEqualTo(200);
        assertThat(peer.readOf(1).endsStream()).isFalse();
        peer.assertReset(1, ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void contentOfAnotherLengthThanAnnouncedResetsTheStream() throws Exception {
        peer.post(1, "content-length", "3").data(1, "four", true);
        peer.assertReset(1, ErrorCode.PROTOCOL_ERROR);
        parked.take().callback().failed(new IOException("told"));

        peer.post(3, "content-length", "5").data(3, "four", true);
        peer.assertReset(3, ErrorCode.PROTOCOL_ERROR);
        parked.take().callback().failed(new IOException("told"));

        peer.post(5, "content-length", "5").data(5, "four", false);
        peer.headers(5, true, block("x", "y"));
        peer.assertReset(5, ErrorCode.PROTOCOL_ERROR);
        parked.take().callback().failed(new IOException("told"));
        peer.assertAlive();
    }

    @Test
    void framesBehindTheEndOfARequestResetTheStream() throws Exception {
        peer.get(1).data(1, "more", true);
        peer.assertReset(1, ErrorCode.STREAM_CLOSED);
        parked.take().callback().failed(new IOException("told"));

        peer.get(3).headers(3, true, block("x", "y"));
        peer.assertReset(3, ErrorCode.STREAM_CLOSED);
        parked.take().callback().failed(new IOException("told"));
        peer.assertAlive();
    }

    @Test
    void trailersThatAreMalformedResetTheStream() throws Exception {
        int id = 1;
        for (String field : new String[] {":path=/", "X=y", "connection=close", "x=a\nb"}) {
            peer.post(id).headers(id, true, block(field.split("=")));
            peer.assertReset(id, ErrorCode.PROTOCOL_ERROR);
            parked.take().callback().failed(new IOException("told"));
            id += 2;
        }
        peer.post(id).headers(id, false, block("x", "y"));
        peer.assertReset(id, ErrorCode.PROTOCOL_ERROR);
        parked.take().callback().failed(new IOException("told"));
        peer.assertAlive();
    }

    @Test
    void moreStreamsThanAllowedAreRefused() throws Exception {
        int most = Http2Limits.DEFAULT.streams();
        for (int i = 0; i < most; i++) {
            peer.get(2 * i + 1);
        }
        peer.get(2 * most + 1);

        peer.assertReset(2 * most + 1, ErrorCode.REFUSED_STREAM);
        assertThat(parked.take().request().getId()).endsWith("-1");
        // A reset does not make room while somebody still works on the request.
        peer.numbers(Frames.RST_STREAM, 3, 0).get(2 * most + 3);
        peer.assertReset(2 * most + 3, ErrorCode.REFUSED_STREAM);
        var third = parked.take();
        third.callback().failed(new IOException("told"));
        peer.get(2 * most + 5);
        answer(parked.take(), "");
        assertThat(peer.status(5)).isEqualTo(200);
    }
}
