package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever stops in the middle is waited for as long as {@code relay.idleTimeout} says, and no longer. */
class StallRelayTest {
    private static final List<String> IMPATIENT =
            List.of("relay: {connectTimeout: 500ms, firstByteTimeout: 10s, idleTimeout: 300ms}");

    /** Time enough for a worker to be connected to, by TLS and on a busy machine. */
    private static final List<String> LESS_IMPATIENT =
            List.of("relay: {connectTimeout: 5s, firstByteTimeout: 10s, idleTimeout: 2s}");

    @Test
    void aWorkerThatStopsWithinItsAnswerBreaksTheClientsStreamOff() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    peer.awaitEnd();
                });
                var door = FrontDoorUnderTest.with(IMPATIENT, worker);
                RawClient client = door.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            RawMessage answer = client.receive();
            assertThat(answer.body()).isEqualTo("half");
            assertThat(answer.complete()).isFalse();
        }
    }

    @Test
    void aClientThatStopsWithinItsBodyIsToldAndTheWorkersRequestEnds() throws Exception {
        try (var worker = new RawWorker((head, peer) -> peer.readBody());
                var door = FrontDoorUnderTest.with(LESS_IMPATIENT, worker);
                RawClient client = door.connect()) {

            client.send("PUT /v1/objects/a HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");

            RawMessage answer = client.receive();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(client.isClosedByPeer()).isTrue();
            RawMessage request = worker.next();
            assertThat(request.body()).isEqualTo("half");
            assertThat(request.complete()).isFalse();
        }
    }

    @Test
    void aTunnelInWhichNothingMovesIsClosedOnBothSides() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
                    peer.awaitEnd();
                    peer.readBody();
                });
                var door = FrontDoorUnderTest.with(IMPATIENT, worker);
                RawClient client = door.connect()) {

            client.send("GET /chat HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(101);
            assertThat(client.isClosedByPeer()).isTrue();
            assertThat(worker.next().line()).startsWith("GET /chat");
        }
    }
}
