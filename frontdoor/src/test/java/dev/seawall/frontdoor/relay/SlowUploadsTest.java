package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients that dawdle over their bodies hold a worker only up to their share of it. */
class SlowUploadsTest {
    private static final int CLIENTS = 40;

    @Test
    void slowBodiesTakeUpOnlyTheirShareOfTheWorker() throws Exception {
        var atWorker = new AtomicInteger();
        try (var worker = new RawWorker((head, peer) -> {
                    atWorker.incrementAndGet();
                    peer.readBody();
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
                var door = FrontDoorUnderTest.with(List.of("admission: {streams: 16}"), worker)) {
            List<RawClient> slow = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                boolean large = i % 2 == 0;
                slow.add(door.connect()
                        .send("PUT /" + i + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + (large ? 100_000 : 100)
                                + "\r\n\r\nx"));
            }
            try (var client = door.connect()) {
                for (int i = 0; i < CLIENTS; i++) {
                    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                    assertThat(client.receive().status()).isEqualTo(200);
                    client.send("PUT /small HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n")
                            .send("o")
                            .send("k");
                    assertThat(client.receive().status()).isEqualTo(200);
                }
            }
            awaitRefusals(slow);

            assertThat(atWorker.get() - 2 * CLIENTS).isBetween(2, 9);
            for (RawClient each : slow) {
                each.close();
            }
        }
    }

    /** The large ones that found no room are told so; the small ones wait here for their bodies' rest. */
    private static void awaitRefusals(List<RawClient> slow) throws Exception {
        RawClient last = slow.get(CLIENTS - 2);
        var answer = last.receive();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:seawall:problem:overloaded");
        assertThat(answer.head()).containsPattern("Retry-After: [123]\r");
        RawClient small = slow.get(CLIENTS - 1);
        small.send("y".repeat(99));
        assertThat(small.receive().status()).isEqualTo(200);
    }
}
