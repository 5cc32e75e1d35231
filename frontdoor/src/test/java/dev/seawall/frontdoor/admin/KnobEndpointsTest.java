package dev.seawall.frontdoor.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Knobs over HTTP: what the admin port says to those who turn them, and to those who must not. */
class KnobEndpointsTest {
    private static final String ORDER = "{\"value\":\"off\",\"owner\":\"alice\",\"reason\":\"load test\"}";
    private static final String SHED = "/-/knobs/shed:/v1/objects/";

    private final JsonMapper json = new JsonMapper();
    private AdminUnderTest admin;

    @BeforeEach
    void start() throws IOException {
        admin = new AdminUnderTest("worker-1");
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return admin.send("PUT", path, "application/json", body);
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), admin.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private JsonNode read(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    @Test
    void aKnobIsSetShownAndClearedAgain() throws Exception {
        var set = put("/-/knobs/guard", ORDER);

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(admin.isGuarding).isFalse();
        assertThat(read(set).at("/set/until").asString()).isEqualTo("2026-11-22T11:15:30.800Z");
        assertThat(read(admin.get("/-/knobs/guard"))).isEqualTo(read(set));
        assertThat(read(admin.get("/-/knobs")).at("/knobs/0")).isEqualTo(read(set));
        JsonNode observed = read(admin.get("/-/observations")).at("/observations/0");
        assertThat(observed.get("subject").asString()).isEqualTo("knob");
        assertThat(observed.get("outcome").asString()).isEqualTo("unknown");
        assertThat(observed.at("/knob/value").asString()).isEqualTo("off");

        var cleared = admin.send("DELETE", "/-/knobs/guard?owner=bob&reason=done");

        assertThat(cleared.statusCode()).isEqualTo(200);
        assertThat(read(cleared).has("set")).isFalse();
        assertThat(admin.isGuarding).isTrue();
        assertThat(read(admin.get("/-/observations")).get("observations")).isEmpty();
    }

    @Test
    void aRoutesKnobIsNamedByItsPathAndANumberMayBeOne() throws Exception {
        var set = put(SHED, "{\"value\":30,\"owner\":\"alice\",\"reason\":\"too much\",\"expiresIn\":\"30m\"}");

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(read(set).get("value").asString()).isEqualTo("30");
        assertThat(admin.shedPercent).isEqualTo(30);
        assertThat(read(admin.get(SHED)).get("name").asString()).isEqualTo("shed:/v1/objects/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nonsense | what was sent is no JSON; an order is such as {",
                "[] | what was sent is no JSON object",
                "{\"value\":\"off\",\"owner\":\"a\"} | reason must be a text",
                "{\"value\":\"off\",\"reason\":\"a\"} | owner must be a text",
                "{\"value\":false,\"owner\":\"a\",\"reason\":\"b\"} | value must be a text",
                "{\"value\":\"of\",\"owner\":\"a\",\"reason\":\"b\"} | value of guard must be on or off, not \"of\"",
                "{\"value\":\"off\",\"owner\":\"a\",\"reason\":\"b\",\"until\":\"1h\"} | a field other than value, owner",
                "{\"value\":\"off\",\"owner\":\"a\",\"reason\":\"b\",\"expiresIn\":\"1 hour\"} | such as 90s, 30m or 24h",
                "{\"value\":\"off\",\"owner\":\"a\",\"reason\":\"b\",\"expiresIn\":\"169h\"} | between 1s and 168h",
            })
    void aBadOrderIsAProblemThatSaysWhatARightOneIs(String order, String told) throws Exception {
        var answer = put("/-/knobs/guard", order);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(read(answer).get("type").asString()).isEqualTo("urn:seawall:problem:bad-knob");
        assertThat(read(answer).get("detail").asString()).contains(told).endsWith("; nothing was changed");
        assertThat(admin.isGuarding).isTrue();
    }

    @Test
    void aKnobThatThereIsNotIsAProblemThatNamesThoseThatThereAre() throws Exception {
        for (var answer : new HttpResponse<?>[] {
            put("/-/knobs/gaurd", ORDER), admin.send("DELETE", "/-/knobs/gaurd?owner=a&reason=b"),
        }) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(String.valueOf(answer.body()))
                    .contains("urn:seawall:problem:no-knob", "there are guard, shed:/v1/objects/");
        }
        assertThat(admin.get("/-/knobs/gaurd").statusCode()).isEqualTo(404);
    }

    @Test
    void aFormOnAWebPageChangesNothing() throws Exception {
        assertThat(admin.send("PUT", "/-/knobs/guard", "text/plain", ORDER).statusCode())
                .isEqualTo(415);
        assertThat(admin.send("PUT", "/-/knobs/guard").statusCode()).isEqualTo(415);
        var posted = admin.send("POST", "/-/knobs/guard", "application/json", ORDER);
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD, PUT, DELETE");
        var asked = admin.send("OPTIONS", "/-/knobs/guard");
        assertThat(asked.statusCode()).isEqualTo(405);
        assertThat(asked.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(put("/-/knobs", ORDER).statusCode()).isEqualTo(405);

        assertThat(admin.isGuarding).isTrue();
    }

    @Test
    void underAForeignNameNothingCanBeChanged() throws Exception {
        assertThat(
                        raw(
                                "DELETE /-/knobs/guard?owner=a&reason=b HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(raw("PUT /-/knobs/guard HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n"
                        + "Connection: close\r\nContent-Length: " + ORDER.length() + "\r\n\r\n" + ORDER))
                .startsWith("HTTP/1.1 421 ");
        assertThat(admin.isGuarding).isTrue();
    }

    @Test
    void anOrderThatIsTooLargeOrBrokenOffIsRefused() throws Exception {
        assertThat(put("/-/knobs/guard", ORDER + " ".repeat(20_000)).statusCode())
                .isEqualTo(413);
        assertThat(admin.isGuarding).isTrue();
        assertThat(admin.get("/-/health").statusCode()).isEqualTo(200);
    }

    @Test
    void whoseOrderIsNotReadIsToldThatItsConnectionEnds() throws Exception {
        String head = """
                PUT /-/knobs/guard HTTP/1.1
                Host: localhost
                Content-Type: text/plain
                Content-Length: 10

                """;

        assertThat(raw(head.replace("\n", "\r\n"))).startsWith("HTTP/1.1 415 ").contains("\r\nConnection: close\r\n");
    }

    @Test
    void theListSaysWhereSettingsAreKept() throws Exception {
        assertThat(read(admin.get("/-/knobs")).get("kept").asString())
                .isEqualTo("nowhere, so that a restart clears every knob: front-door-1 has no knobs.directory");
    }
}
