package dev.seawall.frontdoor.cache;

import static dev.seawall.frontdoor.cache.CachedSite.ok;
import static dev.seawall.frontdoor.cache.CachedSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what is no longer fresh is made so (RFC 9111 §4.3), and forgotten when it may have changed (§4.4). */
class ValidationWireTest {
    private static final String STALE = "Cache-Control: max-age=60\r\nAge: 100";
    private static final String FRESH = "Cache-Control: max-age=60";

    @Test
    void aWorkerThatSaysNotModifiedMakesItFreshAgain() throws Exception {
        try (var site = CachedSite.answering(
                ok("body", STALE, "ETag: \"v1\"", "Last-Modified: Mon, 23 Nov 2020 08:00:00 GMT", "X-Thing: old"))) {
            site.get();
            site.worker.script(RawWorker.answer(
                    "HTTP/1.1 304 Not Modified\r\n" + FRESH + "\r\nX-Thing: new\r\nSet-Cookie: a=b\r\n\r\n"));

            RawMessage validated = site.get("If-None-Match: \"v0\"");
            RawMessage hit = site.get();

            assertThat(site.worker.heads().get(1))
                    .contains("If-None-Match: \"v1\"", "If-Modified-Since: Mon, 23 Nov 2020 08:00:00 GMT")
                    .doesNotContain("v0");
            assertThat(status(validated)).matches("front-door-1; fwd=stale; fwd-status=304; ttl=(60|59)");
            assertThat(validated.body()).isEqualTo("body").isEqualTo(hit.body());
            assertThat(validated.values("Age")).isEmpty();
            assertThat(status(hit)).contains("; hit; ");
            assertThat(hit.values("X-Thing")).containsExactly("new");
            assertThat(hit.names()).doesNotContain("set-cookie");
            assertThat(site.asked()).isEqualTo(2);
        }
    }

    @Test
    void aNewAnswerTakesItsPlace() throws Exception {
        try (var site = CachedSite.answering(ok("old", STALE, "ETag: \"v1\""))) {
            site.get();
            site.worker.script(RawWorker.answer(ok("newer", FRESH, "ETag: \"v2\"")));

            assertThat(site.get().body()).isEqualTo("newer");
            assertThat(site.get().body()).isEqualTo("newer");
            assertThat(site.asked()).isEqualTo(2);
        }
    }

    @Test
    void aNotModifiedThatMeansAnotherAnswerIsNotBelieved() throws Exception {
        try (var site = CachedSite.answering(ok("old", STALE, "ETag: \"v1\""))) {
            site.get();
            site.worker.script((head, peer) -> {
                peer.readBody();
                peer.write(
                        head.contains("If-None-Match")
                                ? "HTTP/1.1 304 Not Modified\r\nETag: \"v2\"\r\n\r\n"
                                : ok("newer", FRESH));
            });

            assertThat(site.get().body()).isEqualTo("newer");
            assertThat(site.asked()).isEqualTo(3);
        }
    }

    @Test
    void whatMustBeValidatedEachTimeIs() throws Exception {
        try (var site = CachedSite.answering(ok("body", "Cache-Control: no-cache", "ETag: \"v1\""))) {
            site.get();
            site.worker.script(RawWorker.answer("HTTP/1.1 304 Not Modified\r\n\r\n"));

            for (int i = 0; i < 3; i++) {
                RawMessage answer = site.get();
                assertThat(answer.body()).isEqualTo("body");
                assertThat(status(answer)).contains("fwd=stale; fwd-status=304");
            }
            assertThat(site.asked()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH", "REPORT"})
    void anUnsafeMethodThatSucceedsMakesItForgotten(String method) throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH))) {
            site.get();

            assertThat(status(site.ask(method + " /a"))).isEqualTo("front-door-1; fwd=method");

            assertThat(status(site.get())).contains("fwd=uri-miss");
            assertThat(site.asked()).isEqualTo(3);
        }
    }

    @Test
    void oneThatWasRefusedDoesNot() throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH))) {
            site.get();
            site.worker.script(RawWorker.answer("HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n"));
            site.ask("DELETE /a");
            site.ask("OPTIONS /a");

            assertThat(status(site.get())).contains("; hit; ");
        }
    }

    @Test
    void oneThatGotNoAnswerDoes() throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH))) {
            site.get();
            site.worker.script((head, peer) -> {
                peer.readBody();
                peer.close();
            });
            assertThat(site.ask("POST /a").status()).isEqualTo(502);
            site.worker.script(RawWorker.answer(ok("after", FRESH)));

            assertThat(site.get().body()).isEqualTo("after");
        }
    }

    @Test
    void oneWhoseClientWentAwayDoes() throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH))) {
            site.get();
            site.worker.script((head, peer) -> {
                peer.readBody();
                peer.awaitEnd();
            });
            try (var writer = site.door.connect()) {
                writer.send(CachedSite.request("POST /a"));
                while (site.asked() < 2) {
                    Thread.onSpinWait();
                }
                writer.reset();
            }
            String seen = "";
            site.worker.script(RawWorker.answer(ok("after", FRESH)));
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (!seen.contains("fwd=uri-miss") && System.nanoTime() < deadline) {
                seen = status(site.get());
            }

            assertThat(seen).contains("fwd=uri-miss");
        }
    }

    @Test
    void anAnswerFromBeforeAChangeIsNotKeptAfterIt() throws Exception {
        try (var site = CachedSite.of((head, peer) -> {
                    peer.readBody();
                    if (head.startsWith("GET")) {
                        peer.awaitSignal();
                        peer.write(ok("old", FRESH));
                    } else {
                        peer.write("HTTP/1.1 204 Done\r\n\r\n");
                    }
                });
                var reader = site.door.connect()) {
            reader.send(CachedSite.request("GET /a"));
            site.worker.awaitHead();
            assertThat(site.ask("PUT /a").status()).isEqualTo(204);
            site.worker.signal();
            assertThat(reader.receive().body()).isEqualTo("old");
            site.worker.script(RawWorker.answer(ok("new", FRESH)));

            assertThat(site.get().body()).isEqualTo("new");
        }
    }
}
