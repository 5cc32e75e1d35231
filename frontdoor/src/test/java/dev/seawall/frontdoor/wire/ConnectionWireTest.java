package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.api.Test;

/** When does a connection go on, and whose answer is whose? RFC 9112 §9. */
class ConnectionWireTest extends WireTest {
    private static final String HOST = "Host: a\r\n";

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        worker().script((head, peer) -> {
            peer.readBody();
            String path = head.split(" ", 3)[1];
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
        });

        try (RawClient client = client()) {
            client.send("GET /1 HTTP/1.1\r\n" + HOST + "\r\nPOST /2 HTTP/1.1\r\n" + HOST
                    + "Content-Length: 3\r\n\r\nabcGET /3 HTTP/1.1\r\n" + HOST + "\r\n");

            assertThat(client.receive().body()).isEqualTo("/1");
            assertThat(client.receive().body()).isEqualTo("/2");
            assertThat(client.receive().body()).isEqualTo("/3");
        }
        assertThat(worker().next().body()).isEmpty();
        assertThat(worker().next().body()).isEqualTo("abc");
        assertThat(worker().next().line()).isEqualTo("GET /3 HTTP/1.1");
    }

    @Test
    void aBadRequestInThePipelineIsTheLastThatIsRead() throws Exception {
        try (RawClient client = client()) {
            client.send("GET /1 HTTP/1.1\r\n" + HOST + "\r\nGET /2 HTTP/1.1\r\n" + HOST + "X : bad\r\n\r\n" + SMUGGLED);

            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.receive().status()).isEqualTo(400);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(worker().heads()).hasSize(1);
    }

    @Test
    void connectionCloseIsHonouredAndWhatFollowsIsNotRead() throws Exception {
        try (RawClient client = client()) {
            RawMessage response = client.send("GET /1 HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n" + SMUGGLED)
                    .receive();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.values("Connection")).containsExactly("close");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(worker().heads()).hasSize(1);
    }

    @Test
    void http10IsAnsweredAndClosed() throws Exception {
        try (RawClient client = client()) {
            RawMessage response =
                    client.send("GET /1 HTTP/1.0\r\n" + HOST + "\r\n").receive();

            assertThat(response.body()).isEqualTo("ok");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(worker().next().line()).isEqualTo("GET /1 HTTP/1.1");
    }

    @Test
    void http10WithKeepAliveGoesOn() throws Exception {
        try (RawClient client = client()) {
            String request = "GET /1 HTTP/1.0\r\n" + HOST + "Connection: keep-alive\r\n\r\n";

            assertThat(client.send(request).receive().values("Connection")).containsExactly("keep-alive");
            assertThat(client.send(request).receive().body()).isEqualTo("ok");
        }
        assertThat(worker().next().names()).doesNotContain("connection");
        assertThat(worker().heads()).hasSize(2);
    }

    @Test
    void http10IsNeverAnsweredInChunks() throws Exception {
        worker().script(RawWorker.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"));

        try (RawClient client = client()) {
            RawMessage response =
                    client.send("GET /1 HTTP/1.0\r\n" + HOST + "\r\n").receive();

            assertThat(response.values("Transfer-Encoding")).isEmpty();
            assertThat(response.body()).isEqualTo("ok");
        }
    }

    @Test
    void http10WithoutHostReachesTheWorkerWithExactlyOne() throws Exception {
        RawMessage received = forwarded("GET /1 HTTP/1.0\r\n\r\n");

        assertThat(received.line()).isEqualTo("GET /1 HTTP/1.1");
        assertThat(received.values("Host")).hasSize(1);
    }

    @Test
    void aClientThatEndsItsSendingStillGetsItsAnswer() throws Exception {
        try (RawClient client = client()) {
            client.send("POST /1 HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc");
            client.shutdownOutput();

            assertThat(client.receive().body()).isEqualTo("ok");
        }
        assertThat(worker().next().body()).isEqualTo("abc");
    }

    @Test
    void aConnectionGoesOnAfterABadKey() throws Exception {
        try (RawClient client = client()) {
            client.send("GET /v1/objects/a//b HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.receive().status()).isEqualTo(400);

            assertThat(client.send("GET /1 HTTP/1.1\r\n" + HOST + "\r\n")
                            .receive()
                            .status())
                    .isEqualTo(200);
        }
        assertThat(worker().heads()).hasSize(1);
    }

    @Test
    void theBodyOfARequestThatIsNotForwardedIsNeverReadAsARequest() throws Exception {
        try (RawClient client = client()) {
            client.send("PUT /v1/objects/a//b HTTP/1.1\r\n" + HOST + "Content-Length: " + SMUGGLED.length() + "\r\n\r\n"
                    + SMUGGLED);
            assertThat(client.receive().status()).isEqualTo(400);
            client.send("GET /1 HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

            client.assertAnsweredOrClosed(200);
        }
        assertThat(worker().heads()).noneMatch(head -> head.contains("smuggled"));
    }
}
