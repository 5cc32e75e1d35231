package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What surrounds a request line: empty lines in front (RFC 9112 §2.2), and what a refusal of one looks like. */
class RequestLineWireTest extends WireTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

    /** The first of these is sent with the request before. */
    @ParameterizedTest
    @ValueSource(strings = {"|\r|\n|", "\r|\n|", "\r|\n", "|\r\n|", "\r\n\r|\n", "\r\n|\r\n", "\r\n\r\n"})
    void anEmptyLineBeforeARequestIsIgnoredHoweverItIsCut(String cut) throws Exception {
        String head = "POST /a HTTP/1.1\r\nHost: a\r\n";
        List<String> before = List.of(
                GET,
                head + "Content-Length: 2\r\n\r\nhi",
                head + "Content-Length: 0\r\n\r\n",
                head + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(2000) + "\r\n\r\n");
        String[] segments = cut.split("\\|", -1);
        try (RawClient client = client()) {
            for (String request : before) {
                client.send(request + segments[0]);
                assertThat(client.receive().status()).as(request).isEqualTo(200);
                for (int i = 1; i < segments.length; i++) {
                    pass();
                    client.send(i == segments.length - 1 ? segments[i] + GET : segments[i]);
                }
                if (segments.length == 1) {
                    client.send(GET);
                }
                assertThat(client.receive().status()).as(request).isEqualTo(200);
            }
        }
    }

    /** Long enough for a segment to be read alone: another connection's exchange takes longer. */
    private void pass() throws Exception {
        try (RawClient other = client()) {
            assertThat(other.send(GET).receive().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\r\n", "\n\r\n", " \r\n"})
    void whatIsNotAnEmptyLineIsRefused(String before) throws Exception {
        assertRefused(before + GET, 400);
    }

    @Test
    void anEmptyLineIsNoRequest() throws Exception {
        try (RawClient client = client()) {
            client.send("\r\n\r").shutdownOutput();

            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD /a HTTP/3.0\r\nHost: a\r\n\r\n",
                "HEAD /a HTTP/1.2\r\nHost: a\r\n\r\n",
                "HEAD /a\r\nHost: a\r\n\r\n",
                "HEAD  /a HTTP/1.1\r\nHost: a\r\n\r\n",
                "HEAD /a http/1.1\r\nHost: a\r\n\r\n",
                "HEAD /a HTTP/1.1\r\nHost : a\r\n\r\n",
                "HEAD /a HTTP/1.1\r\n\r\n",
                "HEAD /a\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
                "HEAD /a#b HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void aRefusedHeadGetsNoContent(String request) throws Exception {
        try (RawClient client = client()) {
            RawMessage refusal = client.send(request).receiveToHead();

            assertThat(refusal.status()).isIn(400, 505);
            assertThat(refusal.values("Content-Type")).containsExactly("application/problem+json");
            assertThat(client.isClosedByPeer()).as("without another byte").isTrue();
        }
        assertThat(worker().heads()).isEmpty();
    }

    @Test
    void aMethodThatOnlyBeginsLikeHeadGetsContent() throws Exception {
        assertRefused("HEADER /a HTTP/3.0\r\nHost: a\r\n\r\n", 505);
        assertRefused("HEAD\r\n\r\n", 400, 505);
    }
}
