package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in both directions: framing is made anew on each side, content and trailers are the same. */
class BodyRelayTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void aBodyOfKnownLengthArrivesWithThatLength() throws Exception {
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");

            assertThat(client.receive().body()).isEqualTo("ok");
            RawMessage request = worker.next();
            assertThat(request.values("Content-Length")).containsExactly("5");
            assertThat(request.body()).isEqualTo("hello");
        }
    }

    @Test
    void aChunkedBodyArrivesChunkedWithItsTrailersLessTheForbiddenOnes() throws Exception {
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send(String.join(
                    "\r\n",
                    "PUT /v1/objects/a HTTP/1.1",
                    "Host: h",
                    "Transfer-Encoding: chunked",
                    "",
                    "5",
                    "hello",
                    "6;ext=1",
                    " world",
                    "0",
                    "X-Sum: 1",
                    "Content-Length: 99",
                    "",
                    ""));

            assertThat(client.receive()).returns(200, RawMessage::status);
            RawMessage request = worker.next();
            assertThat(request.values("Transfer-Encoding")).containsExactly("chunked");
            assertThat(request.body()).isEqualTo("hello world");
            assertThat(request.trailers()).containsExactly("X-Sum: 1");
        }
    }

    @Test
    void aChunkedAnswerArrivesWithItsTrailers() throws Exception {
        String chunked = String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "Trailer: X-Sum",
                "",
                "3",
                "abc",
                "3",
                "def",
                "0",
                "X-Sum: 2",
                "",
                "");
        try (var worker = RawWorker.answering(chunked);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\nTE: trailers\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.body()).isEqualTo("abcdef");
            assertThat(answer.trailers()).containsExactly("X-Sum: 2");
            assertThat(worker.next().values("TE")).containsExactly("trailers");
        }
    }

    @Test
    void headKeepsTheLengthAndSendsNoBody() throws Exception {
        try (var worker = new RawWorker((head, peer) -> peer.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"));
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\nHEAD /2 HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(client.receiveToHead().values("Content-Length")).containsExactly("500");
            assertThat(client.receiveToHead().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void anAnswerWithoutABodyLeavesBothConnectionsUsable(String status) throws Exception {
        try (var worker = RawWorker.answering("HTTP/1.1 " + status + "\r\nETag: \"x\"\r\n\r\n");
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(client.receive().values("ETag")).containsExactly("\"x\"");
            assertThat(client.receive().line()).startsWith("HTTP/1.1 " + status.substring(0, 3));
        }
    }

    @Test
    void anEarlyAnswerReachesTheClientWholeWhileItsBodyIsStillComing() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 412 Precondition Failed\r\nContent-Length: 4\r\n\r\nlate");
                    peer.close();
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nonly this");

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(412);
            assertThat(answer.body()).isEqualTo("late");
            assertThat(answer.complete()).isTrue();
            assertThat(answer.values("Connection")).containsExactly("close");
        }
    }

    @Test
    void aClosingWorkerThatAnsweredFirstIsHeardWhileTheFrontDoorStillWrites() throws Exception {
        var answered = new CountDownLatch(1);
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 4\r\n\r\nfull");
                    peer.close();
                    answered.countDown();
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nContent-Length: 500000\r\n\r\n");
            assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();

            RawMessage answer = client.receive();

            assertThat(answer.status()).as(answer.toString()).isEqualTo(507);
            assertThat(answer.body()).isEqualTo("full");
        }
    }

    @Test
    void aBodyLargerThanAllowedIsRefusedAtOnceWhenItsLengthSaysSo() throws Exception {
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
            assertThat(answer.body()).contains("urn:seawall:problem:body-too-large");
            assertThat(client.isClosedByPeer()).isTrue();
            assertThat(worker.heads()).isEmpty();
        }
    }

    @Test
    void aChunkedBodyThatGrowsTooLargeIsRefusedAndNeverLooksCompleteToTheWorker() throws Exception {
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");

            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                client.send(chunk);
            }

            assertThat(client.receive().status()).isEqualTo(413);
            assertThat(worker.next().complete()).isFalse();
        }
    }
}
