package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that concern one connection, RFC 9110 §7.6.1, and those only the front door may set (docs/protocol.md 6). */
class HopWireTest extends WireTest {

    @Test
    void hopByHopFieldsOfARequestAreDroppedAndThoseTheyName() throws Exception {
        RawMessage received = forwarded(lines(
                "GET /x HTTP/1.1",
                "Host: a",
                "Connection: X-Drop, keep-alive",
                "Connection: x-drop-too",
                "X-Drop: 1",
                "X-DROP-TOO: 2",
                "X-Keep: 3",
                "Keep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "TE: trailers, deflate;q=0.5",
                "",
                ""));

        assertThat(received.names())
                .doesNotContain("x-drop", "x-drop-too", "keep-alive", "proxy-connection")
                .contains("x-keep");
        assertThat(received.values("TE")).containsExactly("trailers");
        assertThat(received.values("Connection")).containsExactly("TE");
    }

    @Test
    void hopByHopFieldsOfAnAnswerAreDroppedAndThoseTheyName() throws Exception {
        worker().script(RawWorker.answer(lines(
                "HTTP/1.1 200 OK",
                "Connection: X-Drop",
                "X-Drop: 1",
                "X-Keep: 2",
                "Keep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "Upgrade: x",
                "Content-Length: 2",
                "",
                "ok")));

        try (RawClient client = client()) {
            RawMessage response =
                    client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").receive();

            assertThat(response.names())
                    .doesNotContain("connection", "x-drop", "keep-alive", "proxy-connection", "upgrade")
                    .contains("x-keep");
            assertThat(response.body()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "X-Forwarded-Host",
                "Forwarded",
                "X-Request-Id",
                "Via",
                "Seawall-Slot"
            })
    void aFieldThatTheFrontDoorSetsCannotBeDroppedByNamingIt(String name) throws Exception {
        RawMessage received = forwarded("GET /x HTTP/1.1\r\nHost: a\r\nConnection: " + name + "\r\n\r\n");

        assertThat(received.values(name)).hasSize(1);
    }

    @Test
    void framingCannotBeDroppedByNamingIt() throws Exception {
        RawMessage received = forwarded(lines(
                "POST /x HTTP/1.1",
                "Host: a",
                "Connection: content-length, transfer-encoding",
                "Content-Length: 5",
                "",
                "hello"));

        assertThat(received.body()).isEqualTo("hello");
    }

    @Test
    void whatOnlyTheFrontDoorMayTellIsReplaced() throws Exception {
        RawMessage received = forwarded(lines(
                "GET /x HTTP/1.1",
                "Host: a:80",
                "X-Forwarded-For: 6.6.6.6",
                "x-forwarded-for: 7.7.7.7",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil",
                "Forwarded: for=6.6.6.6",
                "X-Request-Id: forged",
                "Seawall-Slot: worker-9",
                "",
                ""));

        assertThat(received.values("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(received.values("X-Forwarded-Proto")).containsExactly("http");
        assertThat(received.values("X-Forwarded-Host")).containsExactly("a:80");
        assertThat(received.values("Forwarded")).singleElement().asString().doesNotContain("6.6.6.6");
        assertThat(received.values("Forwarded")).singleElement().asString().contains("for=127.0.0.1", "proto=http");
        assertThat(received.values("X-Request-Id")).singleElement().asString().matches("[0-9a-f]{32}");
        assertThat(received.values("Seawall-Slot")).containsExactly("worker-1");
    }

    @Test
    void viaIsAppendedBothWays() throws Exception {
        worker().script(RawWorker.answer("HTTP/1.1 200 OK\r\nVia: 1.0 inner\r\nContent-Length: 0\r\n\r\n"));

        try (RawClient client = client()) {
            RawMessage response = client.send("GET /x HTTP/1.1\r\nHost: a\r\nVia: 1.0 outer\r\n\r\n")
                    .receive();

            assertThat(String.join(", ", worker().next().values("Via"))).isEqualTo("1.0 outer, 1.1 front-door-1");
            assertThat(String.join(", ", response.values("Via"))).isEqualTo("1.0 inner, 1.1 front-door-1");
        }
    }

    @Test
    void theClientIsToldTheIdThatTheWorkerWasTold() throws Exception {
        try (RawClient client = client()) {
            RawMessage response = client.send("GET /x HTTP/1.1\r\nHost: a\r\nX-Request-Id: forged\r\n\r\n")
                    .receive();

            assertThat(response.values("X-Request-Id"))
                    .isEqualTo(worker().next().values("X-Request-Id"));
        }
    }

    @Test
    void anUpgradeThatTheWorkerDoesNotTakeIsAnOrdinaryRequest() throws Exception {
        RawMessage received = forwarded(
                "GET /x HTTP/1.1\r\nHost: a\r\nConnection: upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");

        assertThat(received.names()).doesNotContain("http2-settings");
    }
}
