package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request bodies that break off, are refused, or are answered before they end; {@code Expect}, RFC 9110 §10.1.1. */
class BodyWireTest extends WireTest {
    private static final String PUT = "PUT /x HTTP/1.1\r\nHost: a\r\n";

    @Override
    String limits() {
        return "limits: {bodyBytes: 1KiB, headerBytes: 16KiB}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 9\r\n\r\nhell",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n0\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n0\r\nX-Sum: 1\r\n"
            })
    void aBodyThatBreaksOffWithAnEndReachesTheWorkerBroken(String rest) throws Exception {
        try (RawClient client = client()) {
            client.send(PUT + rest);
            worker().awaitHead();
            client.shutdownOutput();

            client.assertRefusedOrCutOff(400);
        }
        assertThat(worker().next().complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 9\r\n\r\nhell",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhell"
            })
    void aClientThatGoesAwayWithinItsBodyLeavesABrokenRequest(String rest) throws Exception {
        try (RawClient client = client()) {
            client.send(PUT + rest);
            worker().awaitHead();

            client.reset();
        }
        assertThat(worker().next().complete()).isFalse();
    }

    @Test
    void aLengthOverTheLimitIsRefusedAtOnce() throws Exception {
        try (RawClient client = client()) {
            RawMessage response =
                    client.send(PUT + "Content-Length: 1025\r\n\r\n").receive();

            assertThat(response.status()).isEqualTo(413);
            assertProblem(response);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(worker().heads()).isEmpty();
    }

    @Test
    void aLengthAtTheLimitPasses() throws Exception {
        assertThat(forwarded(PUT + "Content-Length: 1024\r\n\r\n" + "a".repeat(1024))
                        .body())
                .hasSize(1024);
    }

    @Test
    void chunksOverTheLimitAreRefusedAndReachTheWorkerBroken() throws Exception {
        try (RawClient client = client()) {
            client.send(PUT + "Transfer-Encoding: chunked\r\n\r\n" + ("200\r\n" + "a".repeat(512) + "\r\n").repeat(3)
                    + "0\r\n\r\n");

            client.assertRefusedOrCutOff(413);
        }
        assertNothingArrivedWhole();
    }

    @Test
    void anAnswerBeforeTheBodysEndArrivesWholeAndClosesTheConnection() throws Exception {
        worker().script((head, peer) -> {
            peer.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
            peer.readBody();
        });

        try (RawClient client = client()) {
            RawMessage response =
                    client.send(PUT + "Content-Length: 9\r\n\r\nhell").receive();

            assertThat(response.status()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("no");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(worker().next().complete()).isFalse();
    }

    @Test
    void theWorkers100LetsTheClientSend() throws Exception {
        worker().script((head, peer) -> {
            peer.write("HTTP/1.1 100 Continue\r\n\r\n");
            peer.readBody();
            peer.write(OK);
        });

        try (RawClient client = client()) {
            client.send(PUT + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(100);
            client.send("hello");

            assertThat(client.receive().status()).isEqualTo(200);
        }
        RawMessage received = worker().next();
        assertThat(received.values("Expect")).containsExactly("100-continue");
        assertThat(received.body()).isEqualTo("hello");
    }

    @Test
    void aFinalAnswerInsteadOf100ArrivesWithoutOne() throws Exception {
        worker().script((head, peer) -> peer.write("HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n"));

        try (RawClient client = client()) {
            RawMessage response = client.send(PUT + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n")
                    .receive();

            assertThat(response.status()).isEqualTo(412);
        }
        assertThat(worker().heads()).hasSize(1);
    }

    @Test
    void aClientThatDoesNotWaitFor100IsServedLikewise() throws Exception {
        worker().script((head, peer) -> {
            peer.write("HTTP/1.1 100 Continue\r\n\r\n");
            peer.readBody();
            peer.write(OK);
        });

        try (RawClient client = client()) {
            client.send(PUT + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");

            assertThat(client.receiveFinal().status()).isEqualTo(200);
        }
        assertThat(worker().next().body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200-ok", "100-continue, x", "x"})
    void anExpectationThatNobodyKnowsIsRefused(String expectation) throws Exception {
        assertNotForwarded(PUT + "Expect: " + expectation + "\r\nContent-Length: 5\r\n\r\nhello", 417);
    }

    @Test
    void anExpectationInHttp10IsIgnored() throws Exception {
        RawMessage received =
                forwarded("PUT /x HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");

        assertThat(received.body()).isEqualTo("hello");
        assertThat(received.values("Expect")).isEmpty();
    }
}
