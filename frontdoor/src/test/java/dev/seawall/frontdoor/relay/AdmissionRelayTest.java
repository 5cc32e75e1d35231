package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients, front doors and workers tell each other of time, importance and room (docs/protocol.md section 6). */
class AdmissionRelayTest {
    @Test
    void aWorkerIsToldTheTimeThatIsLeftAndNothingOfPriorities() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(worker);
                var client = door.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nSeawall-Timeout: 5000\r\n");
            client.send("Seawall-Priority: critical\r\nSeawall-Credits: writes=1\r\n\r\n");

            assertThat(client.receive().status()).isEqualTo(200);
            RawMessage seen = worker.next();
            assertThat(Integer.parseInt(seen.values("Seawall-Timeout").getFirst()))
                    .isBetween(1, 5000);
            assertThat(seen.head()).doesNotContain("Seawall-Priority", "Seawall-Credits");
        }
    }

    @Test
    void aRequestWhoseTimeIsOverReachesNoWorker() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.before(worker);
                var client = door.connect()) {
            client.send("GET /late HTTP/1.1\r\nHost: h\r\nSeawall-Timeout: 0\r\n\r\n");
            RawMessage refused = client.receive();
            client.send("GET /next HTTP/1.1\r\nHost: h\r\nSeawall-Timeout: soon\r\n\r\n");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("urn:seawall:problem:overloaded", "the time that the client gave was over");
            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(worker.next().head()).startsWith("GET /next ");
        }
    }

    @Test
    void aWorkersCreditsHoldWritesBackAndAreNotToldToClients() throws Exception {
        try (var worker = new RawWorker((head, peer) -> {
                    peer.readBody();
                    if (head.startsWith("PUT")) {
                        peer.awaitSignal();
                    }
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSeawall-Credits: writes=1\r\n\r\nok");
                });
                var door = FrontDoorUnderTest.before(worker);
                var first = door.connect();
                var second = door.connect();
                var reader = door.connect()) {
            reader.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(reader.receive().head()).doesNotContain("Seawall-Credits");

            first.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
            assertThat(worker.next().head()).startsWith("GET / ");
            assertThat(worker.next().head()).startsWith("PUT /a ");
            second.send("PUT /b HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
            RawMessage refused = second.receive();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("it took too long until there was room");
            reader.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(reader.receive().status()).isEqualTo(200);
            worker.signal();
            assertThat(first.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void withoutABudgetNoOtherWorkerIsTried() throws Exception {
        int gone;
        try (var closed = new ServerSocket(0)) {
            gone = closed.getLocalPort();
        }
        List<String> settings = List.of(
                "admission: {retryPercent: 0}", "breaker: {failures: 1000}", "probe: {interval: 1h, timeout: 1s}");
        try (var worker = RawWorker.answeringOk()) {
            try (var door = FrontDoorUnderTest.before(settings, gone, worker.port());
                    var client = door.connect()) {
                RawMessage answer;
                do {
                    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                    answer = client.receive();
                } while (answer.status() == 200);

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body()).contains("too many requests are second tries already");
            }
        }
    }
}
