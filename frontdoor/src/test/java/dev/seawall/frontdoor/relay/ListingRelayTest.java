package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A listing asks every worker, and either speaks for all of them or says which is missing. */
class ListingRelayTest {
    private static RawWorker listing(String key) throws IOException {
        String page = "{\"objects\":[{\"key\":\"" + key + "\",\"size\":1}],\"prefixes\":[]}";
        return RawWorker.answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + page.length() + "\r\n\r\n" + page);
    }

    @Test
    void everyWorkerIsAskedTheSameAndTheirPagesBecomeOne() throws Exception {
        try (var one = listing("b");
                var two = listing("a");
                var door = FrontDoorUnderTest.before(one, two);
                RawClient client = door.connect()) {

            client.send("GET /v1/objects?prefix=&limit=10 HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("{\"key\":\"a\",\"size\":1},{\"key\":\"b\",\"size\":1}");
            assertThat(answer.values("Content-Type")).containsExactly("application/json");
            for (RawWorker worker : new RawWorker[] {one, two}) {
                RawMessage asked = worker.next();
                assertThat(asked.line()).isEqualTo("GET /v1/objects?prefix=&limit=10 HTTP/1.1");
                assertThat(asked.names()).doesNotContain("accept-encoding");
            }
        }
    }

    @Test
    void headAnswersWithoutTheBody() throws Exception {
        try (var one = listing("b");
                var door = FrontDoorUnderTest.before(one);
                RawClient client = door.connect()) {

            client.send("HEAD /v1/objects HTTP/1.1\r\nHost: h\r\n\r\nHEAD /v1/objects HTTP/1.1\r\nHost: h\r\n\r\n");

            RawMessage first = client.receiveToHead();
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.values("Content-Length")).doesNotContain("0");
            assertThat(client.receiveToHead().status()).isEqualTo(200);
        }
    }

    @Test
    void oneWorkerThatCannotAnswerFailsTheWholeAndIsNamed() throws Exception {
        try (var one = listing("b");
                var two = RawWorker.answering("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                var door = FrontDoorUnderTest.before(one, two);
                RawClient client = door.connect()) {

            client.send("GET /v1/objects HTTP/1.1\r\nHost: h\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("worker-2 at 127.0.0.1:" + two.port() + " answered 503 to a listing");
        }
    }

    @Test
    void aPageThatBreaksOffIsNotTakenForAWholeOne() throws Exception {
        try (var one = listing("b");
                var two = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"objects\":[");
                    peer.close();
                });
                var door = FrontDoorUnderTest.before(one, two);
                RawClient client = door.connect()) {

            client.send("GET /v1/objects HTTP/1.1\r\nHost: h\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("worker-2", "broke off within its page");
        }
    }

    @Test
    void parametersThatCannotBeReadReachNoWorker() throws Exception {
        try (var one = listing("b");
                var door = FrontDoorUnderTest.before(one);
                RawClient client = door.connect()) {

            client.send("GET /v1/objects?limit=0 HTTP/1.1\r\nHost: h\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("urn:seawall:problem:bad-listing");
            assertThat(one.heads()).isEmpty();
        }
    }

    @Test
    void nothingButReadingIsAllowed() throws Exception {
        try (var one = listing("b");
                var door = FrontDoorUnderTest.before(one);
                RawClient client = door.connect()) {

            client.send("POST /v1/objects HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.values("Allow")).containsExactly("GET, HEAD");
        }
    }
}
