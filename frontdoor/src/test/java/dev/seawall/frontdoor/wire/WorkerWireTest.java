package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that misbehave: a short or doubtful answer never looks whole to the client, nor does it reach the next. */
class WorkerWireTest extends WireTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "\r\n\r\n\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 99 Low\r\n\r\n",
                "HTTP/1.1 99\r\n\r\n",
                "HTTP/1.1  4\r\n\r\n",
                "HTTP/1.1 1000 High\r\n\r\n",
                "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk",
                "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX : a\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nX: a\r\n folded\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nX: a\u0000b\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
            })
    void anAnswerThatIsNotPlainIsABrokenOff(String answer) throws Exception {
        worker().script((head, peer) -> {
            peer.readBody();
            peer.write(answer);
            peer.close();
        });

        assertBrokeOff();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200\r\n",
                "HTTP/1.1 200 \r\n",
                "HTTP/1.1 200 caf\u00E9 au lait\r\n",
                "HTTP/1.1 200 \u00E9t\u00E9\r\n",
                "HTTP/1.1 200 \tOK\r\n",
                "HTTP/1.1 103 \u00E9\r\n\r\nHTTP/1.1 200 \u00E9\r\n",
                "HTTP/1.0 200 OK\r\n"
            })
    void anyPlainStatusLineIsTaken(String line) throws Exception {
        worker().script(RawWorker.answer(line + "content-length: 2\r\n\r\nok"));

        try (RawClient client = client()) {
            assertThat(client.send(GET).receiveFinal().body()).isEqualTo("ok");
        }
    }

    @Test
    void aReasonInAnyEncodingMayComeByteByByte() throws Exception {
        String answer = "HTTP/1.1 200 \u00E9\r\nContent-Length: 2\r\n\r\nok";
        worker().script((head, peer) -> {
            peer.readBody();
            for (int i = 0; i < answer.length(); i++) {
                peer.write(answer.substring(i, i + 1));
            }
        });

        try (RawClient client = client()) {
            assertThat(client.send(GET).receive().body()).isEqualTo("ok");
        }
    }

    @Test
    void aHeadOverTheLimitIsABrokenOff() throws Exception {
        worker().script(RawWorker.answer("HTTP/1.1 200 OK\r\nX: " + "a".repeat(100_000) + "\r\n\r\n"));

        assertBrokeOff();
    }

    @Test
    void aFloodOfInterimAnswersIsABrokenOff() throws Exception {
        worker().script((head, peer) -> {
            peer.readBody();
            for (int i = 0; i < 100_000; i++) {
                peer.write("HTTP/1.1 100 Continue\r\n\r\n");
            }
        });

        assertBrokeOff();
    }

    @Test
    void aWorkerThatClosesWithoutAnAnswerIsABrokenOff() throws Exception {
        worker().script((head, peer) -> {
            peer.readBody();
            peer.close();
        });

        assertBrokeOff();
    }

    private void assertBrokeOff() throws Exception {
        try (RawClient client = client()) {
            RawMessage response = client.send(GET).receiveFinal();

            assertThat(response.status()).isEqualTo(502);
            assertProblem(response);
            assertThat(response.body()).contains("urn:seawall:problem:worker-broke-off", "worker-1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 9\r\n\r\nhell",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n0\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n0\r\n\r",
                "Transfer-Encoding: chunked\r\n\r\n9\r\nhell",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n-1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhellX\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\nhell\r\n0\r\n\r\n"
            })
    void aBodyThatBreaksOffBreaksOffForTheClientToo(String rest) throws Exception {
        worker().script((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\n" + rest);
            peer.close();
        });

        try (RawClient client = client()) {
            RawMessage response = client.send(GET).receive();

            // Found before anything of it was passed on, it is told as a whole answer of our own.
            assertThat(response.complete()).isEqualTo(response.status() == 502);
            assertThat(response.complete() || client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsWhole() throws Exception {
        worker().script((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\n\r\nhello");
            peer.close();
        });

        try (RawClient client = client()) {
            RawMessage response = client.send(GET).receive();

            assertThat(response.complete()).isTrue();
            assertThat(response.body()).isEqualTo("hello");
        }
    }

    @Test
    void aBodyThatEndsWithAResetBreaksOffForTheClientToo() throws Exception {
        worker().script((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nX-Begun: 1\r\n\r\nhello");
            peer.awaitSignal();
            peer.reset();
        });

        try (RawClient client = client()) {
            client.send(GET);
            String head = client.receiveHead();
            worker().signal();
            RawMessage response = client.receiveBody(head);

            assertThat(response.values("Transfer-Encoding")).containsExactly("chunked");
            assertThat(response.complete()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"
            })
    void bytesBehindTheAnswerToHeadReachNobody(String answer) throws Exception {
        assertNoPoison("HEAD", answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\npoison",
                "HTTP/1.1 204 No Content\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 304 Not Modified\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"
            })
    void bytesBehindAnAnswerReachNobody(String answer) throws Exception {
        assertNoPoison("GET", answer);
    }

    private void assertNoPoison(String method, String answer) throws Exception {
        worker().script(RawWorker.answer(answer));
        try (RawClient client = client()) {
            client.send(method + " /x HTTP/1.1\r\nHost: a\r\n\r\n");
            RawMessage first = method.equals("HEAD") ? client.receiveToHead() : client.receive();
            assertThat(first.body()).doesNotContain("poison", "hello");
            worker().script(RawWorker.answer(OK));

            assertThat(client.send(GET).receive().body()).isEqualTo("ok");
        }
    }

    @Test
    void interimAnswersPassAndTheFinalOneFollows() throws Exception {
        worker().script(RawWorker.answer("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: X\r\n\r\n" + OK));

        try (RawClient client = client()) {
            RawMessage hints = client.send(GET).receive();

            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.values("Link")).containsExactly("</a>");
            assertThat(client.receive().body()).isEqualTo("ok");
        }
    }

    @Test
    void aSwitchOfProtocolsThatNamesALengthIsOneAllTheSame() throws Exception {
        worker().script(RawWorker.answer(lines(
                "HTTP/1.1 101 Switching Protocols",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Content-Length: 4",
                "",
                "hello")));

        try (RawClient client = client()) {
            RawMessage answer = client.send(
                            "GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
                    .receive();

            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.values("Content-Length")).isEmpty();
            assertThat(client.receiveBytes(5)).isEqualTo("hello");
        }
    }

    @Test
    void trailersOfAnAnswerPass() throws Exception {
        worker().script(RawWorker.answer(lines(
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "Trailer: X-Sum",
                "",
                "2;ext",
                "ok",
                "0",
                "X-Sum: 6",
                "Content-Length: 9",
                "",
                "")));

        try (RawClient client = client()) {
            RawMessage response = client.send("GET /x HTTP/1.1\r\nHost: a\r\nTE: trailers\r\n\r\n")
                    .receive();

            assertThat(response.body()).isEqualTo("ok");
            assertThat(response.trailers()).containsExactly("X-Sum: 6");
        }
    }
}
