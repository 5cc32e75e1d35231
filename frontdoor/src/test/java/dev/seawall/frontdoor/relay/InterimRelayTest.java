package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.Progress;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 1xx answers go end to end (RFC 9110 §15.2). */
class InterimRelayTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void theWorkersContinueAsksTheClientForItsBody() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 100 Continue\r\n\r\n");
                    peer.readBody();
                    peer.write(OK);
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(100);
            client.send("body");
            assertThat(client.receive().status()).isEqualTo(200);
            RawMessage request = worker.next();
            assertThat(request.values("Expect")).containsExactly("100-continue");
            assertThat(request.body()).isEqualTo("body");
        }
    }

    @Test
    void aWorkerThatRefusesWithoutAskingForTheBodyIsHeardAtOnce() throws Exception {
        String page = "x".repeat(200_000);
        try (var worker = new RawWorker((head, peer) ->
                        peer.write("HTTP/1.1 412 Precondition Failed\r\nContent-Length: 200000\r\n\r\n" + page));
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(412);
            assertThat(answer.body()).isEqualTo(page);
        }
    }

    @Test
    void aWorkerThatKnowsNoContinueGetsTheBodyAllTheSame() throws Exception {
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(100);
            client.send("body");
            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(worker.next().body()).isEqualTo("body");
        }
    }

    @Test
    void earlyHintsArriveBeforeTheAnswer() throws Exception {
        try (var worker = RawWorker.answering("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
                        + "HTTP/1.1 103 Early Hints\r\nLink: </b.css>; rel=preload\r\n\r\n" + OK);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            RawMessage hints = client.receive();
            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.values("Link")).containsExactly("</a.css>; rel=preload");
            assertThat(client.receive().values("Link")).containsExactly("</b.css>; rel=preload");
            assertThat(client.receive().body()).isEqualTo("ok");
        }
    }

    @Test
    void aClientOfHttp10GetsNoInterimAnswers() throws Exception {
        try (var worker = RawWorker.answering("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + OK);
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.0\r\nHost: h\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void aWorkerThatNeverGetsPastInterimAnswersBrokeOff() throws Exception {
        try (var worker = RawWorker.answering("HTTP/1.1 102 Processing\r\n\r\n".repeat(150));
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(502);
        }
    }

    @Test
    void anInterimAnswerWaitsUntilASlowClientHasTheOneBefore() throws Exception {
        int hints = 90;
        String padding = "x".repeat(60_000);
        var written = new Progress();
        try (var worker = new RawWorker((head, peer) -> {
                    for (int i = 0; i < hints; i++) {
                        peer.write("HTTP/1.1 103 Early Hints\r\nX-Number: " + i + "\r\nX-Pad: " + padding + "\r\n\r\n");
                        written.add(1);
                    }
                    peer.write(OK);
                    written.add(1);
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            written.awaitStandstill();

            for (int i = 0; i < hints; i++) {
                assertThat(client.receive().values("X-Number")).containsExactly("" + i);
            }
            assertThat(client.receive().body()).isEqualTo("ok");
        }
    }

    @Test
    void aSecondContinueDoesNotDisturbTheBodyOnItsWay() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 100 Continue\r\n\r\n");
                    peer.awaitSignal();
                    peer.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n");
                    peer.readBody();
                    peer.write(OK);
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(100);

            worker.signal();
            assertThat(client.receive().status()).isEqualTo(103);
            client.send("body");

            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(worker.next().body()).isEqualTo("body");
        }
    }

    @Test
    void aWorkerThatSaysContinueAndThenNothingIsSilent() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.readBody();
                    peer.write("HTTP/1.1 100 Continue\r\n\r\n");
                    peer.awaitEnd();
                });
                var door = FrontDoorUnderTest.with(
                        List.of("relay: {connectTimeout: 500ms, firstByteTimeout: 300ms, idleTimeout: 10s}"), worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(504);
        }
    }
}
