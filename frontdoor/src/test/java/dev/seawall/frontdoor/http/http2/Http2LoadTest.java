package dev.seawall.frontdoor.http.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many streams with large bodies both ways, read slowly: every byte arrives, and every buffer comes back. */
class Http2LoadTest {
    private static final int STREAMS = 60;
    private static final int BODY = 80_000;

    /** What the client lets the server send ahead on a stream. */
    private static final int WINDOW = 10_000;

    /** One stream's bytes: no two streams', nor two places', are alike. */
    private static byte[] content(int stream) {
        byte[] content = new byte[BODY + stream];
        new Random(stream).nextBytes(content);
        return content;
    }

    @Test
    void everyByteArrivesOnceAndInOrder() throws Exception {
        try (Http2ServerUnderTest server = Http2ServerUnderTest.with(Handlers.echo())) {
            try (Http2Peer peer = Http2Peer.narrow(server.port())) {
                peer.setting(Frames.INITIAL_WINDOW_SIZE, WINDOW);
                Windows windows = new Windows();
                var sent = CompletableFuture.runAsync(() -> sendAll(peer, windows));

                readAll(peer, windows);

                sent.get(30, TimeUnit.SECONDS);
            }
            server.assertAllBuffersReturned();
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleTakesNoBufferAlong() throws Exception {
        try (Http2ServerUnderTest server = Http2ServerUnderTest.with(Handlers.echo())) {
            for (int round = 0; round < 10; round++) {
                try (Http2Peer peer = Http2Peer.narrow(server.port())) {
                    peer.setting(Frames.INITIAL_WINDOW_SIZE, 1 << 20).numbers(Frames.WINDOW_UPDATE, 0, 1 << 20);
                    for (int i = 0; i < 20; i++) {
                        int stream = 2 * i + 1;
                        peer.post(stream).frame(Frames.DATA, 0, stream, new byte[Frames.PAYLOAD_BYTES]);
                        if (i % 3 == 0) {
                            peer.numbers(Frames.RST_STREAM, stream, 8);
                        }
                    }
                }
            }
            server.assertAllBuffersReturned();
        }
    }

    private static void sendAll(Http2Peer peer, Windows windows) {
        Random random = new Random(0);
        byte[][] contents = new byte[STREAMS][];
        int[] at = new int[STREAMS];
        try {
            for (int i = 0; i < STREAMS; i++) {
                contents[i] = content(2 * i + 1);
                synchronized (peer) {
                    peer.post(2 * i + 1);
                }
            }
            for (int open = STREAMS; open > 0; ) {
                int i = random.nextInt(STREAMS);
                if (at[i] == contents[i].length) {
                    continue;
                }
                int piece = Math.min(1 + random.nextInt(Frames.PAYLOAD_BYTES), contents[i].length - at[i]);
                windows.take(2 * i + 1, piece);
                boolean end = at[i] + piece == contents[i].length;
                synchronized (peer) {
                    peer.frame(
                            Frames.DATA,
                            end ? Frames.END_STREAM : 0,
                            2 * i + 1,
                            Arrays.copyOfRange(contents[i], at[i], at[i] + piece));
                }
                at[i] += piece;
                open -= end ? 1 : 0;
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void readAll(Http2Peer peer, Windows windows) throws IOException {
        Map<Integer, byte[]> expected = new HashMap<>();
        Map<Integer, Integer> read = new HashMap<>();
        for (int i = 0; i < STREAMS; i++) {
            expected.put(2 * i + 1, content(2 * i + 1));
        }
        for (int ended = 0; ended < STREAMS; ) {
            Http2Peer.Frame frame = peer.read();
            int stream = frame.stream();
            if (frame.type() == Frames.WINDOW_UPDATE) {
                windows.widen(stream, frame.bytes().getInt());
            } else if (frame.type() == Frames.DATA) {
                int from = read.getOrDefault(stream, 0);
                int to = from + frame.payload().length;
                assertThat(frame.payload()).isEqualTo(Arrays.copyOfRange(expected.get(stream), from, to));
                read.put(stream, to);
                if (frame.payload().length > 0) {
                    synchronized (peer) {
                        peer.numbers(Frames.WINDOW_UPDATE, 0, frame.payload().length);
                        peer.numbers(Frames.WINDOW_UPDATE, stream, frame.payload().length);
                    }
                }
            } else {
                assertThat(frame.type()).as(Http2Peer.describe(frame)).isNotEqualTo(Frames.RST_STREAM);
                assertThat(frame.type()).isNotEqualTo(Frames.GOAWAY);
            }
            if (frame.endsStream() && (frame.type() == Frames.DATA || frame.type() == Frames.HEADERS)) {
                assertThat(read.get(stream)).isEqualTo(content(stream).length);
                ended++;
            }
        }
    }

    /** What the server lets the client send. */
    private static final class Windows {
        private final Map<Integer, Integer> streams = new HashMap<>();
        private int connection = Frames.FIRST_WINDOW;

        synchronized void widen(int stream, int bytes) {
            if (stream == 0) {
                connection += bytes;
            } else {
                streams.merge(stream, bytes, Integer::sum);
            }
            notifyAll();
        }

        synchronized void take(int stream, int bytes) throws InterruptedException {
            streams.putIfAbsent(stream, Http2Limits.DEFAULT.streamWindow());
            while (connection < bytes || streams.getOrDefault(stream, 0) < bytes) {
                wait(TimeUnit.SECONDS.toMillis(20));
            }
            connection -= bytes;
            streams.merge(stream, -bytes, Integer::sum);
        }
    }
}
