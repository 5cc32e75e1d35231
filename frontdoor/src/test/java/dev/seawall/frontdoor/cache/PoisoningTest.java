package dev.seawall.frontdoor.cache;

import static dev.seawall.frontdoor.cache.CachedSite.ok;
import static dev.seawall.frontdoor.cache.CachedSite.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client sends must not become what others get. */
class PoisoningTest {
    /** A worker that puts all that it was sent into its answer, and says that it is for everybody. */
    private static CachedSite mirror() throws Exception {
        return CachedSite.of((head, peer) -> {
            peer.readBody();
            peer.write(ok(head, "Cache-Control: max-age=60", "Vary: Accept-Language"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-URL: /evil",
                "X-Rewrite-URL: /evil",
                "X-HTTP-Method-Override: PUT",
                "X-Method-Override: PUT",
                "X-Forwarded-Port: 666",
                "X-Forwarded-Prefix: /evil",
                "X-Host: evil",
                "X-Forwarded-Server: evil",
                "Connection: Accept-Language",
                "Connection: close, Cookie",
                "Range: bytes=0-1",
                "Accept-Language: xx\r\nConnection: accept-language"
            })
    void aRequestThatMayMeanAnotherIsNotKept(String field) throws Exception {
        try (var site = mirror();
                var attacker = site.door.connect()) {
            attacker.send(CachedSite.request("GET /a", field));
            assertThat(status(attacker.receive())).isEqualTo("front-door-1; fwd=bypass");

            assertThat(status(site.get())).contains("fwd=uri-miss; stored");
            assertThat(site.get().body()).doesNotContain("evil", "X-Forwarded-Port", "PUT");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-Host: evil", "Forwarded: host=evil", "Seawall-Slot: evil", "X-Request-Id: evil"})
    void whatTheFrontDoorReplacesReachesNobody(String field) throws Exception {
        try (var site = mirror()) {
            site.get(field);

            RawMessage second = site.get();
            assertThat(status(second)).contains("; hit; ");
            assertThat(second.body()).doesNotContain("evil");
        }
    }

    @Test
    void aTargetInAbsoluteFormIsTheSame() throws Exception {
        try (var site = mirror()) {
            site.get();
            site.client.send("GET http://h/a HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(status(site.client.receive())).contains("; hit; ");
        }
    }

    @Test
    void aBodyOnGetPassesBy() throws Exception {
        try (var site = mirror()) {
            site.client.send("GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nevil");
            assertThat(status(site.client.receive())).isEqualTo("front-door-1; fwd=bypass");

            assertThat(status(site.get())).contains("fwd=uri-miss");
        }
    }

    @Test
    void aFieldThatDiffersEachTimeTakesNoMoreThanItsShare() throws Exception {
        try (var site = mirror()) {
            for (int i = 0; i < 40; i++) {
                site.get("Accept-Language: x" + i);
            }

            assertThat(status(site.get("Accept-Language: x39"))).contains("; hit; ");
            assertThat(status(site.get("Accept-Language: x0"))).contains("fwd=vary-miss");
        }
    }
}
