package dev.seawall.frontdoor.http.patience;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.frontdoor.ImpatientDoor;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of clients that keep us waiting over HTTP/1.1, in the clear and over TLS. */
class SlowClientsTest {
    private ImpatientDoor door;

    @BeforeEach
    void start() throws Exception {
        door = ImpatientDoor.plain();
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
    }

    /** Sends a piece again and again until that is no longer taken; fails when it is for too long. */
    static void trickle(RawClient client, String piece) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ImpatientDoor.LONGEST_HOLD_MILLIS);
        try {
            while (System.nanoTime() < deadline) {
                client.send(piece);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException e) {
            return;
        }
        throw new AssertionError("held for " + ImpatientDoor.LONGEST_HOLD_MILLIS + " ms");
    }

    private static void assertTooSlow(RawMessage answer) {
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.body()).contains("urn:seawall:problem:too-slow");
        assertThat(answer.values("Connection")).containsExactly("close");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoSaysNothingIsClosed(boolean tls) throws Exception {
        try (RawClient client = door.client(tls)) {
            assertThat(client.isClosedByPeer()).isTrue();
        }
        door.awaitEnded("no-request");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoSendsOnlyEmptyLinesIsClosed(boolean tls) throws Exception {
        try (RawClient client = door.client(tls)) {
            trickle(client, "\r\n");
        }
        door.awaitEnded("no-request");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHeadThatTricklesIsAnswered408AndItsSenderNotWaitedFor(boolean tls) throws Exception {
        try (RawClient client = door.client(tls)) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n");
            Thread.ofVirtual().start(() -> {
                try {
                    trickle(client, "X: y\r\n");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            assertTooSlow(client.receive());
            assertThat(client.isClosedByPeer()).isTrue();
        }
        door.awaitEnded("slow-head");
        assertThat(door.worker().heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSecondRequestsHeadHasNoMoreTimeThanTheFirsts(boolean tls) throws Exception {
        try (RawClient client = door.client(tls)) {
            client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(200);

            client.send("GET /2 HT");

            assertTooSlow(client.receive());
        }
        door.awaitEnded("slow-head");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBodyThatTricklesIsAnswered408(boolean tls) throws Exception {
        try (RawClient client = door.client(tls)) {
            client.send("PUT /small HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\n");
            Thread.ofVirtual().start(() -> {
                try {
                    trickle(client, "x");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            assertTooSlow(client.receive());
        }
        door.awaitEnded("slow-body");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLongBodyThatStopsHalfwayIsAnswered408(boolean tls) throws Exception {
        try (RawClient client = door.client(tls)) {
            client.send("PUT /large HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");

            assertTooSlow(client.receive());
            assertThat(door.worker().next().complete()).isFalse();
        }
        door.awaitEnded("slow-body");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatNobodyReadsIsCutOff(boolean tls) throws Exception {
        door.worker().script((head, peer) -> {
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + (64 << 20) + "\r\n\r\n");
            String block = "z".repeat(1 << 16);
            for (int i = 0; i < 1024; i++) {
                peer.write(block);
            }
        });
        try (Socket socket = door.connect(tls, 4096)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(US_ASCII));

            door.awaitEnded("slow-reader");

            assertThatThrownBy(() -> socket.getInputStream().skipNBytes(64 << 20))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoDoesNotCloseBehindTheLastAnswerIsClosed() throws Exception {
        try (RawClient client = door.client(false)) {
            client.send("BAD\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(400);

            assertThat(client.isClosedByPeer()).isTrue();
            trickle(client, "x");
        }
    }

    @Test
    void aTlsHandshakeThatNeverBeginsIsClosed() throws Exception {
        try (RawClient client = new RawClient(door.port(true))) {
            assertThat(client.isClosedByPeer()).isTrue();
        }
        door.awaitEnded("slow-handshake");
    }

    /** A record of a ClientHello that comes byte by byte (RFC 8446 section 5.1). */
    @Test
    void aTlsHandshakeThatTricklesIsClosed() throws Exception {
        try (RawClient client = new RawClient(door.port(true))) {
            client.send("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");

            trickle(client, "r");
        }
        door.awaitEnded("slow-handshake");
    }
}
