package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come all at once, or piece by piece: where bytes are cut means nothing (RFC 9112 §9.3.2). */
class PipelineWireTest extends WireTest {
    private static final int MANY = 1000;
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void aThousandRequestsAtOnceAreAnsweredOneByOne() throws Exception {
        worker().script((head, peer) -> {
            String path = head.split(" ", 3)[1];
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
        });
        var requests = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            requests.append("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        try (RawClient client = client()) {
            client.send(requests.toString());

            for (int i = 0; i < MANY; i++) {
                assertThat(client.receive().body()).isEqualTo("/" + i);
            }
        }
        assertThat(worker().heads()).hasSize(MANY);
    }

    @Test
    void aThousandRequestsThatAreAnsweredOnTheSpotTakeNoStack() throws Exception {
        String refused = "GET /v1/objects/a//b HTTP/1.1\r\nHost: a\r\n\r\n";

        try (RawClient client = client()) {
            client.send(refused.repeat(MANY));

            for (int i = 0; i < MANY; i++) {
                assertThat(client.receive().status()).isEqualTo(400);
            }
        }
        assertThat(worker().heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST [2 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /2 HTTP/1.1\r\nHost:\u00E9\r\n\r\n",
                "GET /2 HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET  /2 HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void aRequestThatIsNoneIsRefusedAlsoBehindAnother(String second) throws Exception {
        try (RawClient client = client()) {
            client.send(NEXT + second + NEXT);

            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.receive().status()).isEqualTo(400);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(worker().heads()).hasSize(1);
    }

    @Test
    void aHeadMayComeByteByByte() throws Exception {
        String request = "POST /x HTTP/1.1\r\nHost: a\r\nX-Field: a value\r\nContent-Length: 5\r\n\r\nhello";

        try (RawClient client = client()) {
            for (int i = 0; i < request.length(); i++) {
                client.send(request.substring(i, i + 1));
            }

            assertThat(client.receive().status()).isEqualTo(200);
        }
        RawMessage received = worker().next();
        assertThat(received.values("X-Field")).containsExactly("a value");
        assertThat(received.body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n1;x=y\r\no\r\n0\r\nT: v\r\n\r\n"
            })
    void aBodyMayBeCutAnywhere(String rest) throws Exception {
        String request = "POST /x HTTP/1.1\r\nHost: a\r\n" + rest;
        int bodyAt = request.indexOf("\r\n\r\n") + 4;

        try (RawClient client = client()) {
            for (int cut = bodyAt; cut <= request.length(); cut++) {
                client.send(request.substring(0, cut));
                untilHeads(2 * (cut - bodyAt) + 1);
                client.send(request.substring(cut) + NEXT);

                assertThat(client.receive().status()).as("cut at " + cut).isEqualTo(200);
                assertThat(worker().next().body()).as("cut at " + cut).isEqualTo("hello");
                assertThat(client.receive().status()).isEqualTo(200);
                assertThat(worker().next().line()).isEqualTo("GET /next HTTP/1.1");
            }
        }
    }

    /** What comes before the cut has been read once its head is with the worker. */
    private void untilHeads(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (worker().heads().size() < count) {
            assertThat(System.nanoTime() - deadline).as("nanoseconds over time").isNegative();
            Thread.onSpinWait();
        }
    }
}
