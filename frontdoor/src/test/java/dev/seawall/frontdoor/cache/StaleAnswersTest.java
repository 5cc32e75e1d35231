package dev.seawall.frontdoor.cache;

import static dev.seawall.frontdoor.cache.CachedSite.ok;
import static dev.seawall.frontdoor.cache.CachedSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an answer is served that is no longer fresh (RFC 9111 §4.2.4, RFC 5861). */
class StaleAnswersTest {
    private static final String BROKEN = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";

    @Test
    void itIsServedWhileItsWorkerIsAskedInTheBackground() throws Exception {
        try (var site =
                CachedSite.answering(ok("old", "Cache-Control: max-age=60, stale-while-revalidate=600", "Age: 100"))) {
            site.get();
            site.worker.script(RawWorker.answer(ok("new", "Cache-Control: max-age=60")));

            RawMessage stale = site.get();

            assertThat(stale.body()).isEqualTo("old");
            assertThat(status(stale)).matches("front-door-1; hit; ttl=-4[0-9]");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            String body;
            do {
                body = site.get().body();
            } while (body.equals("old") && System.nanoTime() < deadline);
            assertThat(body).isEqualTo("new");
            assertThat(site.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stale-if-error=600, 200",
        "stale-if-error=10, 503",
        "x=y, 503",
        "'stale-if-error=600, must-revalidate', 503"
    })
    void aWorkersErrorIsReplacedByItWhereItsWorkerAllowedThat(String allows, int status) throws Exception {
        try (var site = CachedSite.answering(ok("old", "Cache-Control: max-age=60, " + allows, "Age: 100"))) {
            site.get();
            site.worker.script(RawWorker.answer(BROKEN));

            RawMessage answer = site.get();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(status(answer))
                    .matches("front-door-1; fwd=stale" + (status == 200 ? "; fwd-status=503; ttl=-4[0-9]" : ""));
            assertThat(site.get().status()).isEqualTo(status);
        }
    }

    @Test
    void itIsServedWhenItsWorkerIsGone() throws Exception {
        try (var site = CachedSite.answering(ok("old", "Cache-Control: max-age=60", "Age: 100"))) {
            site.get();
            site.endWorker();

            RawMessage answer = site.get();
            RawMessage other = site.ask("GET /b");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("old");
            assertThat(answer.values("Age").getFirst()).startsWith("10");
            assertThat(status(answer))
                    .matches("front-door-1; fwd=stale; detail=worker-(unreachable|broke-off); ttl=-4[0-9]");
            assertThat(other.status()).isEqualTo(503);
            assertThat(status(other)).isEqualTo("front-door-1; fwd=uri-miss");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"must-revalidate, max-age=60", "proxy-revalidate, max-age=60", "s-maxage=60", "no-cache"})
    void itIsNotServedWhereItsWorkerForbidsThat(String forbids) throws Exception {
        try (var site = CachedSite.answering(ok("old", "Cache-Control: " + forbids, "ETag: \"a\"", "Age: 100"))) {
            site.get();
            site.endWorker();

            assertThat(site.get().status()).isIn(502, 503);
        }
    }

    @Test
    void itIsNotServedForLongerThanConfigured() throws Exception {
        try (var site = CachedSite.answering(
                ok("old", "Cache-Control: max-age=60", "Age: 100"), "cache: {staleIfUnreachable: 30s}")) {
            site.get();
            site.endWorker();

            assertThat(site.get().status()).isIn(502, 503);
        }
    }

    @Test
    void itIsServedWhenTheRequestIsShed() throws Exception {
        try (var site = CachedSite.answering(ok("old", "Cache-Control: max-age=60", "Age: 100"))) {
            site.get();

            RawMessage answer = site.get("Seawall-Timeout: 0");

            assertThat(answer.body()).isEqualTo("old");
            assertThat(status(answer)).contains("fwd=stale; detail=overloaded; ttl=-4");
            assertThat(site.asked()).isEqualTo(1);
        }
    }
}
