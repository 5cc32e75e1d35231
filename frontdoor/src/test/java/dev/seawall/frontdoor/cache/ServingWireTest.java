package dev.seawall.frontdoor.cache;

import static dev.seawall.frontdoor.cache.CachedSite.ok;
import static dev.seawall.frontdoor.cache.CachedSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom what is kept is served, and how (RFC 9111 §4): by target and varying fields, conditions, age and wishes. */
class ServingWireTest {
    private static final String FRESH = "Cache-Control: max-age=60";

    /** Answers with what it was asked for. */
    private static final RawWorker.Script ECHO = (head, peer) -> {
        peer.readBody();
        String language = head.contains("Accept-Language: de") ? "de" : "en";
        peer.write(ok(head.split(" ", 3)[1] + " " + language, FRESH, "Vary: Accept-Language"));
    };

    @Test
    void anAnswerBelongsToItsTargetAndHost() throws Exception {
        try (var site = CachedSite.of(ECHO)) {
            site.get();

            assertThat(status(site.ask("GET /b"))).contains("fwd=uri-miss");
            assertThat(status(site.ask("GET /a?x=1"))).contains("fwd=uri-miss");
            assertThat(status(site.ask("GET /%61"))).contains("fwd=uri-miss");
            site.client.send("GET /a HTTP/1.1\r\nHost: other\r\n\r\n");
            assertThat(status(site.client.receive())).contains("fwd=uri-miss");
            assertThat(status(site.get())).contains("; hit; ");
        }
    }

    @Test
    void anAnswerIsServedToThoseWhoWouldHaveGotIt() throws Exception {
        try (var site = CachedSite.of(ECHO)) {
            assertThat(site.get("Accept-Language: de").body()).isEqualTo("/a de");

            RawMessage other = site.get("Accept-Language: en");
            assertThat(other.body()).isEqualTo("/a en");
            assertThat(status(other)).contains("fwd=vary-miss; stored");
            RawMessage again = site.get("Accept-Language: de");
            assertThat(again.body()).isEqualTo("/a de");
            assertThat(status(again)).contains("; hit; ");
            assertThat(status(site.get())).contains("fwd=vary-miss");
            assertThat(site.asked()).isEqualTo(3);
        }
    }

    @Test
    void headIsAnsweredFromWhatGetBrought() throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH))) {
            site.get();
            RawMessage head = site.ask("HEAD /a");

            assertThat(status(head)).contains("; hit; ");
            assertThat(head.values("Content-Length")).containsExactly("4");
            assertThat(site.get().body()).isEqualTo("body");
            assertThat(site.asked()).isEqualTo(1);
        }
    }

    @Test
    void headAloneIsPassedOnAndNotKept() throws Exception {
        try (var site = CachedSite.of((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n" + FRESH + "\r\n\r\n");
        })) {
            assertThat(status(site.ask("HEAD /a"))).isEqualTo("front-door-1; fwd=uri-miss");
            assertThat(status(site.ask("HEAD /a"))).isEqualTo("front-door-1; fwd=uri-miss");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-None-Match: \"v1\"",
                "If-None-Match: W/\"v0\", W/\"v1\"",
                "If-None-Match: *",
                "If-None-Match: x, \"v1\", \""
            })
    void whoHasItAlreadyIsToldSo(String condition) throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH, "ETag: \"v1\"", "Content-Type: text/plain"))) {
            RawMessage first = site.get(condition);
            RawMessage second = site.get(condition);

            assertThat(first.status()).isEqualTo(304);
            assertThat(second.status()).isEqualTo(304);
            assertThat(second.values("ETag")).containsExactly("\"v1\"");
            assertThat(second.names()).doesNotContain("content-type", "content-length");
            assertThat(site.worker.heads().getFirst()).doesNotContain("If-None-Match");
            assertThat(site.get("If-None-Match: \"v2\"").body()).isEqualTo("body");
            assertThat(site.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Mon 23 Nov 2020 08:00:00 GMT, 304",
        "Mon 23 Nov 2020 07:59:59 GMT, 200",
        "yesterday, 200",
        "Mon 31 Feb 2020 08:00:00 GMT, 200"
    })
    void aTimeIsAConditionToo(String since, int status) throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH, "Last-Modified: Mon, 23 Nov 2020 08:00:00 GMT"))) {
            site.get();

            assertThat(site.get("If-Modified-Since: " + since.replace("Mon ", "Mon, "))
                            .status())
                    .isEqualTo(status);
            assertThat(site.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Range: bytes=0-1",
                "If-Match: \"v1\"",
                "If-Unmodified-Since: Mon, 23 Nov 2020 08:00:00 GMT",
                "Cache-Control: no-store",
                "Expect: 100-continue"
            })
    void someRequestsPassBy(String field) throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH))) {
            site.get();

            assertThat(status(site.get(field))).isEqualTo("front-door-1; fwd=bypass");
            assertThat(status(site.get())).contains("; hit; ");
            assertThat(site.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: no-cache",
                "Pragma: no-cache",
                "Cache-Control: max-age=5",
                "Cache-Control: min-fresh=55"
            })
    void aClientMayWantItNewer(String wish) throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH, "Age: 10"))) {
            site.get();

            assertThat(status(site.get(wish))).contains("fwd=request; stored");
            assertThat(status(site.get("Cache-Control: max-age=30, min-fresh=20")))
                    .contains("; hit; ");
            assertThat(site.asked()).isEqualTo(2);
        }
    }

    @Test
    void theAgeThatItCameWithCounts() throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH, "Age: 40"))) {
            site.get();
            RawMessage second = site.get();

            assertThat(Integer.parseInt(second.values("Age").getFirst())).isBetween(40, 42);
            assertThat(second.values("Age")).hasSize(1);
            assertThat(status(second)).matches("front-door-1; hit; ttl=(20|19|18)");
        }
    }

    @Test
    void theTimeSinceItWasDatedCounts() throws Exception {
        try (var site = CachedSite.answering(ok("body", FRESH, "Date: Mon, 23 Nov 2020 08:00:00 GMT"))) {
            site.get();

            assertThat(status(site.get())).contains("fwd=stale");
            assertThat(site.asked()).isEqualTo(2);
        }
    }
}
