package dev.seawall.frontdoor.http.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.ImpatientDoor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of clients that keep us waiting over HTTP/2, in the clear and over TLS. */
class Http2SlowClientsTest {
    private ImpatientDoor door;

    @BeforeEach
    void start() throws Exception {
        door = ImpatientDoor.plain();
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
    }

    private Http2Peer silent(boolean tls, int receiveBuffer) throws Exception {
        return new Http2Peer(door.connect(tls, receiveBuffer, "h2"));
    }

    private Http2Peer greeting(boolean tls) throws Exception {
        return silent(tls, 0).write(Http2Peer.PREFACE).frame(Frames.SETTINGS, 0, 0);
    }

    private interface Step {
        void send(int nth) throws IOException;
    }

    /** Goes on until the connection takes no more; fails when that is for too long. */
    private static void trickle(Step step) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ImpatientDoor.LONGEST_HOLD_MILLIS);
        try {
            for (int i = 0; System.nanoTime() < deadline; i++) {
                step.send(i);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException e) {
            return;
        }
        throw new AssertionError("held for " + ImpatientDoor.LONGEST_HOLD_MILLIS + " ms");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPrefaceThatTricklesEndsTheConnection(boolean tls) throws Exception {
        try (Http2Peer peer = silent(tls, 0)) {
            trickle(nth -> peer.write(Http2Peer.PREFACE.substring(nth % 24, nth % 24 + 1)));
        }
        door.awaitEnded("slow-head");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPrefaceWithoutSettingsEndsTheConnection(boolean tls) throws Exception {
        try (Http2Peer peer = silent(tls, 0)) {
            peer.write(Http2Peer.PREFACE);

            peer.assertGoneAway(ErrorCode.ENHANCE_YOUR_CALM);
        }
        door.awaitEnded("slow-head");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHeadThatTricklesInPiecesEndsTheConnection(boolean tls) throws Exception {
        try (Http2Peer peer = greeting(tls)) {
            byte[] begin = Http2Peer.block(":method", "GET");
            peer.frame(Frames.HEADERS, Frames.END_STREAM, 1, begin);
            Thread.ofVirtual().start(() -> {
                try {
                    trickle(nth -> peer.frame(Frames.CONTINUATION, 0, 1));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            peer.assertGoneAway(ErrorCode.ENHANCE_YOUR_CALM);
        }
        door.awaitEnded("slow-head");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFrameThatTricklesEndsTheConnectionThoughItIsUsed(boolean tls) throws Exception {
        try (Http2Peer peer = greeting(tls)) {
            peer.get(1);
            assertThat(peer.status(1)).isEqualTo(200);
            byte[] head = Http2Peer.bytesOf(
                    Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 3, Http2Peer.head("GET", "/a".repeat(60)));

            trickle(nth -> peer.write(new byte[] {head[Math.min(nth, head.length - 1)]}));
        }
        door.awaitEnded("slow-head");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBodyThatTricklesIsAnswered408AndTheConnectionGoesOn(boolean tls) throws Exception {
        try (Http2Peer peer = greeting(tls)) {
            peer.post(1).data(1, "x", false);

            assertThat(peer.status(1)).isEqualTo(408);
            assertThat(peer.readOf(1).text()).contains("urn:seawall:problem:too-slow");
            peer.get(3);
            assertThat(peer.status(3)).isEqualTo(200);
        }
        door.awaitEnded("slow-body");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWindowThatNeverOpensEndsItsStreamAlone(boolean tls) throws Exception {
        try (Http2Peer peer = greeting(tls)) {
            peer.setting(Frames.INITIAL_WINDOW_SIZE, 0).get(1);
            assertThat(peer.status(1)).isEqualTo(200);

            peer.assertReset(1, ErrorCode.CANCEL);

            peer.assertAlive();
        }
        door.awaitEnded("slow-reader");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWindowThatOpensByteByByteEndsItsStream(boolean tls) throws Exception {
        door.worker().script((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "z".repeat(100_000));
        });
        try (Http2Peer peer = greeting(tls)) {
            peer.setting(Frames.INITIAL_WINDOW_SIZE, 1).get(1);
            assertThat(peer.status(1)).isEqualTo(200);
            Thread.ofVirtual().start(() -> {
                try {
                    trickle(nth -> peer.numbers(Frames.WINDOW_UPDATE, 1, 1));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            Http2Peer.Frame end = peer.read(frame -> frame.type() == Frames.RST_STREAM);
            assertThat(end.errorCode()).isEqualTo(ErrorCode.CANCEL.code());
        }
        door.awaitEnded("slow-reader");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoOpensWindowsAndReadsNothingLosesTheConnection(boolean tls) throws Exception {
        door.worker().script((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + (64 << 20) + "\r\n\r\n");
            String block = "z".repeat(1 << 16);
            for (int i = 0; i < 1024; i++) {
                peer.write(block);
            }
        });
        try (Http2Peer peer = silent(tls, 4096)) {
            peer.write(Http2Peer.PREFACE).setting(Frames.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE);
            peer.numbers(Frames.WINDOW_UPDATE, 0, Integer.MAX_VALUE - Frames.FIRST_WINDOW)
                    .get(1);

            door.awaitEnded("slow-reader");

            peer.assertClosed();
        }
    }

    @Test
    void theLastRequestOfAConnectionIsAnsweredBehindAGoAway() throws Exception {
        try (var narrow = ImpatientDoor.with("requests: 2, headerCount: 5, uriBytes: 100B");
                Http2Peer peer = new Http2Peer(narrow.connect(true, 0, "h2"))) {
            peer.write(Http2Peer.PREFACE).frame(Frames.SETTINGS, 0, 0);
            peer.headers(1, true, Http2Peer.head("GET", "/" + "a".repeat(100)));
            assertThat(peer.status(1)).isEqualTo(414);
            String[] fields = {"a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6"};
            peer.headers(3, true, Http2Peer.head("GET", "/", fields));

            assertThat(peer.read(Frames.GOAWAY).errorCode()).isEqualTo(ErrorCode.NO_ERROR.code());
            assertThat(peer.status(3)).isEqualTo(431);
            peer.assertClosed();
            narrow.awaitEnded("requests-spent");
        }
    }
}
