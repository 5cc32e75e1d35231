package dev.seawall.frontdoor.cache;

import static dev.seawall.frontdoor.cache.CachedSite.chunked;
import static dev.seawall.frontdoor.cache.CachedSite.ok;
import static dev.seawall.frontdoor.cache.CachedSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept (RFC 9111 §3), and what clients see of it. */
class StoringWireTest {
    @Test
    void aFreshAnswerIsServedWithoutAskingAgain() throws Exception {
        try (var site = CachedSite.answering(ok("body", "Cache-Control: max-age=60", "X-Thing: 1"))) {
            RawMessage first = site.get();
            RawMessage second = site.get();

            assertThat(status(first)).matches("front-door-1; fwd=uri-miss; stored; ttl=(60|59)");
            assertThat(first.values("Age")).isEmpty();
            assertThat(status(second)).matches("front-door-1; hit; ttl=(60|59)");
            assertThat(second.values("Age").getFirst()).matches("[01]");
            assertThat(second.body()).isEqualTo("body").isEqualTo(first.body());
            assertThat(second.values("X-Thing")).containsExactly("1");
            assertThat(second.values("X-Request-Id")).hasSize(1).isNotEqualTo(first.values("X-Request-Id"));
            assertThat(site.asked()).isEqualTo(1);
        }
    }

    @Test
    void withoutACacheNothingIsKeptOrSaidOfOne() throws Exception {
        try (var worker = RawWorker.answering(ok("body", "Cache-Control: max-age=60"));
                var door = FrontDoorUnderTest.before(worker);
                var client = door.connect()) {
            client.send(CachedSite.request("GET /a"));
            assertThat(client.receive().names()).doesNotContain("cache-status");
            client.send(CachedSite.request("GET /a"));
            client.receive();

            assertThat(worker.heads()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: s-maxage=60",
                "Cache-Control: max-age=0, s-maxage=60",
                "Cache-Control: public\r\nCache-Control: max-age=\"60\"",
                "Cache-Control: max-age=99999999999999999999",
                "Cache-Control: max-age=60, no-store, must-understand",
                "Date: Mon, 23 Nov 2026 08:00:00 GMT\r\nExpires: Fri, 31 Dec 2100 23:59:59 GMT",
                "Cache-Control: max-age=60\r\nVary: Accept-Language"
            })
    void whatSaysForHowLongIsKept(String fields) throws Exception {
        try (var site = CachedSite.answering(ok("body", fields))) {
            site.get();

            assertThat(status(site.get())).contains("; hit; ");
            assertThat(site.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: said",
                "Last-Modified: Mon, 23 Nov 2020 08:00:00 GMT",
                "Cache-Control: public",
                "Cache-Control: no-store, max-age=60",
                "Cache-Control: private, max-age=60",
                "Cache-Control: max-age=60, private=\"x-a, x-b\"",
                "Cache-Control: max-age=60, x=\"private",
                "Cache-Control: max-age=60, max-age=61",
                "Cache-Control: max-age=soon",
                "Cache-Control: max-age=60, no-cache",
                "Expires: 0",
                "Cache-Control: max-age=60\r\nSet-Cookie: a=b",
                "Cache-Control: max-age=60\r\nVary: *",
                "Cache-Control: max-age=60\r\nVary: Accept, X-Forwarded-For"
            })
    void whatSaysOtherwiseOrNothingIsNot(String fields) throws Exception {
        try (var site = CachedSite.answering(ok("body", fields))) {
            site.get();

            assertThat(status(site.get())).isEqualTo("front-door-1; fwd=uri-miss");
            assertThat(site.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"404 Not Found, true", "301 Moved, true", "206 Partial, false", "500 Broken, false", "299 New, false"})
    void aStatusIsKeptThatIsUnderstood(String line, boolean kept) throws Exception {
        try (var site = CachedSite.answering("HTTP/1.1 " + line + "\r\nContent-Length: 1\r\n"
                + "Cache-Control: max-age=60\r\nLocation: /b\r\n\r\nx")) {
            RawMessage first = site.get();
            RawMessage second = site.get();

            assertThat(second.line()).isEqualTo(first.line());
            assertThat(site.asked()).isEqualTo(kept ? 1 : 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Basic eDp5", "Cookie: a=b"})
    void whatSomeonesCredentialsOpenedIsKeptOnlyIfItsWorkerSaysSo(String credentials) throws Exception {
        try (var closed = CachedSite.answering(ok("body", "Cache-Control: max-age=60"));
                var open = CachedSite.answering(ok("body", "Cache-Control: max-age=60, public"))) {
            closed.get(credentials);
            open.get(credentials);

            assertThat(status(closed.get())).contains("fwd=uri-miss");
            assertThat(status(open.get())).contains("; hit; ");
        }
    }

    @Test
    void aBodyOfUnknownLengthIsKeptWhole() throws Exception {
        try (var site = CachedSite.answering(chunked("", "abc", "defg"))) {
            assertThat(site.get().body()).isEqualTo("abcdefg");
            RawMessage second = site.get();

            assertThat(second.body()).isEqualTo("abcdefg");
            assertThat(second.values("Content-Length")).containsExactly("7");
            assertThat(site.asked()).isEqualTo(1);
        }
    }

    @Test
    void aTrailerIsPassedOnAndTheAnswerNotKept() throws Exception {
        try (var site = CachedSite.answering(chunked("X-Sum: 6\r\n", "abc"))) {
            RawMessage first = site.get();

            assertThat(first.body()).isEqualTo("abc");
            assertThat(first.trailers()).containsExactly("X-Sum: 6");
            assertThat(status(site.get())).contains("fwd=uri-miss");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLargeIsPassedOnWhole(boolean chunks) throws Exception {
        String body = "x".repeat(200_000);
        String answer = chunks ? chunked("", body) : ok(body, "Cache-Control: max-age=60");
        try (var site = CachedSite.answering(answer)) {
            RawMessage first = site.get();
            RawMessage second = site.get();

            assertThat(first.body()).isEqualTo(body).isEqualTo(second.body());
            assertThat(status(second)).isEqualTo("front-door-1; fwd=uri-miss");
            assertThat(site.asked()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNeitherKeptNorTakenForWhole() throws Exception {
        try (var site = CachedSite.of((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nCache-Control: max-age=60\r\n\r\nhalf");
            peer.close();
        })) {
            assertThat(site.get().status()).isEqualTo(502);
            site.worker.script(RawWorker.answer(ok("whole", "Cache-Control: max-age=60")));

            assertThat(site.get().body()).isEqualTo("whole");
        }
    }

    @Test
    void metricsSayWhatItDidAndHolds() throws Exception {
        try (var site = CachedSite.answering(ok("body", "Cache-Control: max-age=60"));
                var admin = new RawClient(site.door.door().adminPort())) {
            site.get();
            site.get();
            site.get("Range: bytes=0-1");
            admin.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(admin.receive().body())
                    .contains("seawall_frontdoor_cache_requests_total{result=\"hit\"} 1.0")
                    .contains("seawall_frontdoor_cache_requests_total{result=\"miss\"} 1.0")
                    .contains("seawall_frontdoor_cache_requests_total{result=\"pass\"} 1.0")
                    .contains("seawall_frontdoor_cache_evictions_total 0.0")
                    .containsPattern("seawall_frontdoor_cache_bytes [1-9]");
        }
    }
}
