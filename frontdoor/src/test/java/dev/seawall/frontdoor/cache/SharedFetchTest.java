package dev.seawall.frontdoor.cache;

import static dev.seawall.frontdoor.cache.CachedSite.ok;
import static dev.seawall.frontdoor.cache.CachedSite.request;
import static dev.seawall.frontdoor.cache.CachedSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many who ask for the same at the same time: one fetch, and nobody waits for another's fault. */
class SharedFetchTest {
    private static final String FRESH = "Cache-Control: max-age=60";

    @Test
    void aThousandWhoAskAtOnceCostOneFetch() throws Exception {
        try (var site = CachedSite.of((head, peer) -> {
            peer.readBody();
            peer.awaitSignal();
            peer.write(ok("body", FRESH));
        })) {
            List<RawClient> clients = connect(site, 1000);
            for (RawClient client : clients) {
                client.send(request("GET /a"));
            }
            site.worker.signal();

            int collapsed = 0;
            for (RawClient client : clients) {
                RawMessage answer = client.receive();
                assertThat(answer.body()).isEqualTo("body");
                collapsed += status(answer).contains("; collapsed; ") ? 1 : 0;
                client.close();
            }
            assertThat(site.asked()).isEqualTo(1);
            assertThat(collapsed).isPositive();
        }
    }

    @Test
    void thoseWhoWaitGoOnByThemselvesWhenTheAnswerIsNotForAll() throws Exception {
        try (var site = CachedSite.of((head, peer) -> {
            peer.readBody();
            if (head.startsWith("GET /a")) {
                peer.awaitSignal();
            }
            peer.write(ok("body", "Cache-Control: private"));
        })) {
            List<RawClient> clients = connect(site, 20);
            for (RawClient client : clients) {
                client.send(request("GET /a"));
            }
            awaitInFlight(site, 20);
            site.worker.awaitHead();
            assertThat(site.asked()).isEqualTo(1);
            for (int i = 0; i < 40; i++) {
                site.worker.signal();
            }

            for (RawClient client : clients) {
                assertThat(status(client.receive())).isEqualTo("front-door-1; fwd=uri-miss");
                client.close();
            }
            assertThat(site.asked()).isEqualTo(20);
        }
    }

    @Test
    void aSlowClientDoesNotHoldTheFetchForOthers() throws Exception {
        String body = "x".repeat(6 << 20);
        try (var site = CachedSite.answering(ok(body, FRESH), "cache: {bytes: 64MiB, objectBytes: 8MiB}");
                var slow = site.door.connect()) {
            slow.send(request("GET /a"));
            site.worker.awaitHead();

            assertThat(site.get().body()).isEqualTo(body);

            assertThat(site.asked()).isEqualTo(1);
            assertThat(slow.receive().body()).isEqualTo(body);
        }
    }

    @Test
    void theFetchOutlivesTheClientThatBeganIt() throws Exception {
        try (var site = CachedSite.of((head, peer) -> {
                    peer.readBody();
                    peer.awaitSignal();
                    peer.write(ok("body", FRESH));
                });
                var first = site.door.connect()) {
            first.send(request("GET /a"));
            site.worker.awaitHead();
            site.client.send(request("GET /a"));
            awaitInFlight(site, 2);
            first.reset();
            awaitInFlight(site, 1);
            site.worker.signal();

            assertThat(status(site.client.receive())).contains("; collapsed; ");
            assertThat(site.asked()).isEqualTo(1);
        }
    }

    @Test
    void aFetchThatNobodyWaitsForIsGivenUp() throws Exception {
        try (var site = CachedSite.of((head, peer) -> {
                    peer.readBody();
                    peer.awaitEnd();
                });
                var first = site.door.connect()) {
            first.send(request("GET /a"));
            site.worker.awaitHead();
            first.reset();
            awaitInFlight(site, 0);
            site.worker.script(RawWorker.answer(ok("body", FRESH)));

            assertThat(site.get().body()).isEqualTo("body");
        }
    }

    @Test
    void whoWaitsForAnotherVariantIsAskedForOnItsOwn() throws Exception {
        try (var site = CachedSite.of((head, peer) -> {
                    peer.readBody();
                    peer.awaitSignal();
                    peer.write(ok(head.contains("language: de") ? "de" : "en", FRESH, "Vary: X-Language"));
                });
                var german = site.door.connect()) {
            german.send(request("GET /a", "X-language: de"));
            site.worker.awaitHead();
            site.client.send(request("GET /a", "X-language: en"));
            awaitInFlight(site, 2);
            site.worker.signal();
            assertThat(german.receive().body()).isEqualTo("de");
            site.worker.signal();

            assertThat(site.client.receive().body()).isEqualTo("en");
            assertThat(site.asked()).isEqualTo(2);
        }
    }

    private static List<RawClient> connect(CachedSite site, int count) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(site.door.connect());
        }
        return clients;
    }

    /** Waits until so many requests have come that are not over. */
    private static void awaitInFlight(CachedSite site, int count) throws Exception {
        String wanted = "seawall_frontdoor_exchanges_in_flight " + count + ".0\n";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        String seen;
        do {
            try (var admin = new RawClient(site.door.door().adminPort())) {
                admin.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                seen = admin.receive().body();
            }
        } while (!seen.contains(wanted) && System.nanoTime() < deadline);
        assertThat(seen).contains(wanted);
    }
}
