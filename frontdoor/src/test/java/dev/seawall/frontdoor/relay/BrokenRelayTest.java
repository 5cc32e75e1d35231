package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One side goes away, stays silent or talks nonsense: the other never mistakes a part for the whole. */
class BrokenRelayTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final List<String> NO_BREAKER = List.of("breaker: {failures: 1000, openFor: 2s}");

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\nsome", "Transfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n"})
    void aClientGoneWithinItsBodyBreaksTheWorkersStreamOff(String framing) throws Exception {
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(worker)) {
            RawClient client = door.connect();

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\n" + framing);
            client.close();

            RawMessage request = worker.next();
            assertThat(request.body()).isEqualTo("some");
            assertThat(request.complete()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\nsome", "Transfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n"})
    void aWorkerGoneWithinItsBodyBreaksTheClientsStreamOff(String framing) throws Exception {
        var seen = new CountDownLatch(1);
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 200 OK\r\n" + framing);
                    await(seen);
                    peer.close();
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            seen.countDown();

            RawMessage answer = client.receive();
            assertThat(answer.complete()).as(answer.toString()).isFalse();
        }
    }

    @Test
    void aClientThatResetsWhileItsWorkerThinksEndsTheWorkersRequest() throws Exception {
        var ended = new CompletableFuture<Boolean>();
        try (var worker = new RawWorker((head, peer) -> {
                    peer.awaitEnd();
                    ended.complete(true);
                });
                var door = FrontDoorUnderTest.before(worker)) {
            RawClient client = door.connect().send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            worker.awaitHead();

            client.reset();

            assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aWorkerThatClosesWithoutAnAnswerIsAProblemThatNamesIt() throws Exception {
        try (var worker = new RawWorker((head, peer) -> peer.close());
                var door = FrontDoorUnderTest.with(NO_BREAKER, worker);
                RawClient client = door.connect()) {

            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.body()).isEqualTo(502);
            assertThat(answer.body())
                    .contains("urn:seawall:problem:worker-broke-off", "worker-1 at 127.0.0.1:" + worker.port());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
            })
    void anAnswerThatCannotBeReadOneWayOnlyIsNotPassedOn(String nonsense) throws Exception {
        try (var worker = RawWorker.answering(nonsense);
                var door = FrontDoorUnderTest.with(NO_BREAKER, worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(client.receive()).returns(502, RawMessage::status);
        }
    }

    @Test
    void aSilentWorkerIsAProblemAfterTheFirstByteTimeout() throws Exception {
        try (var worker = new RawWorker((head, peer) -> peer.readBody());
                var door = FrontDoorUnderTest.with(
                        List.of("relay: {connectTimeout: 500ms, firstByteTimeout: 300ms, idleTimeout: 10s}"), worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(504);
            assertThat(answer.body()).contains("worker-silent", "no answer within 300 ms");
        }
    }

    @Test
    void aWorkerThatNobodyListensForIsAProblemThatSaysWhenToTryAgain() throws Exception {
        int nobody;
        try (var closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        try (var door = FrontDoorUnderTest.before(List.of(), nobody);
                RawClient client = door.connect()) {

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok");

            RawMessage answer = client.receive();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
            assertThat(answer.values("Retry-After")).hasSize(1);
            assertThat(answer.values("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.body())
                    .contains("failed to reach worker-1 at 127.0.0.1:" + nobody
                            + " from front-door-1: connection refused");
        }
    }

    @Test
    void aRequestAnyWorkerMayAnswerGoesToTheOneThatIsThere() throws Exception {
        int nobody;
        try (var closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        try (var worker = RawWorker.answering(OK);
                var door = FrontDoorUnderTest.before(
                        List.of("probe: {interval: 1h, timeout: 1s}"), nobody, worker.port());
                RawClient client = door.connect()) {
            for (int i = 0; i < 20; i++) {
                client.send("POST /any HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");

                assertThat(client.receive()).returns(200, RawMessage::status);
                assertThat(worker.next().body()).isEqualTo("abc");
            }
        }
    }

    @Test
    void aKeptConnectionThatTheWorkerClosesUnreadIsNoProblemForTheClient() throws Exception {
        var connections = new AtomicInteger();
        try (var worker = new RawWorker((head, peer) -> {
                    peer.readBody();
                    if (connections.incrementAndGet() == 2) {
                        peer.reset(); // The second request on a kept connection: as if it had been closed while idle.
                    } else {
                        peer.write(OK);
                    }
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.receive()).returns(200, RawMessage::status);

            client.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(client.receive()).returns(200, RawMessage::status);
            assertThat(worker.heads()).hasSize(3);
        }
    }

    @Test
    void whatIsNotIdempotentIsNotSentTwice() throws Exception {
        var requests = new AtomicInteger();
        try (var worker = new RawWorker((head, peer) -> {
                    peer.readBody();
                    if (requests.incrementAndGet() == 2) {
                        peer.reset();
                    } else {
                        peer.write(OK);
                    }
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.receive()).returns(200, RawMessage::status);

            client.send("POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

            assertThat(client.receive()).returns(502, RawMessage::status);
            assertThat(worker.heads()).hasSize(2);
        }
    }

    @Test
    void whatMayHaveActedIsNotCalledUnsentWhenTheWorkerIsGoneAtTheSecondTry() throws Exception {
        var self = new AtomicReference<@Nullable RawWorker>();
        var requests = new AtomicInteger();
        try (var worker = new RawWorker((head, peer) -> {
                    peer.readBody();
                    if (requests.incrementAndGet() == 2) {
                        Objects.requireNonNull(self.get()).close(); // Killed once it has acted, before it answered.
                        peer.reset();
                    } else {
                        peer.write(OK);
                    }
                });
                var door = FrontDoorUnderTest.before(worker);
                RawClient client = door.connect()) {
            self.set(worker);
            client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.receive()).returns(200, RawMessage::status);

            client.send("DELETE /2 HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(client.receive()).returns(502, RawMessage::status);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
