package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import org.junit.jupiter.api.Test;

/** HTTP/2 byte by byte: its preface begins a connection (RFC 9113 §3.4), or is none; its heads must fit into HTTP/1.1. */
class FrameWireTest extends WireTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    @Test
    void thePrefaceBehindARequestIsRefused() throws Exception {
        try (RawClient client = client()) {
            client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n" + PREFACE);

            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.receive().status()).isEqualTo(426);
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void whatOnlyLooksLikeThePrefaceIsRefused() throws Exception {
        assertRefused(PREFACE.replace("*", "a:*"), 400, 426);
    }

    @Test
    void aSchemeThatIsOnlySaidIsNotVouchedFor() throws Exception {
        try (RawClient client = client()) {
            client.send(PREFACE + "\0\0\0\4\0\0\0\0\0" + headers("\u0082\u0087\u0084" + "A\1a"));

            RawMessage received = worker().next();
            assertThat(received.values("X-Forwarded-Proto")).containsExactly("http");
            assertThat(received.values("Forwarded").getFirst()).endsWith(";proto=http");
        }
    }

    @Test
    void aMethodThatIsNoTokenIsNotForwarded() throws Exception {
        String fields = "\2\3\u00A1UT" + "\u0086\u0084" + "A\1a";
        try (RawClient client = client()) {
            client.send(PREFACE + "\0\0\0\4\0\0\0\0\0" + headers(fields)).shutdownOutput();

            // RFC 9113 §8.1.1: a stream error of type PROTOCOL_ERROR.
            assertThat(client.receiveBytes(10_000)).contains("\0\0\4\3\0\0\0\0\1\0\0\0\1");
        }
        assertThat(worker().heads()).isEmpty();
    }

    @Test
    void thePrefaceFirstIsAnsweredInHttp2() throws Exception {
        try (RawClient client = client()) {
            client.send(PREFACE + "\0\0\0\4\0\0\0\0\0");

            String frame = client.receiveBytes(9);
            assertThat(frame.charAt(3)).as("type SETTINGS").isEqualTo('\4');
        }
    }

    /** A HEADERS frame on stream 1 that ends head and stream. */
    private static String headers(String fields) {
        return "\0\0" + (char) fields.length() + "\1\5\0\0\0\1" + fields;
    }
}
