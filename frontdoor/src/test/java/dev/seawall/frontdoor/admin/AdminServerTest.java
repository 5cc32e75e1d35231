package dev.seawall.frontdoor.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.frontdoor.relay.ExchangeRecord;
import dev.seawall.frontdoor.telemetry.Exchanges;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdminServerTest {
    private final JsonMapper json = new JsonMapper();
    private AdminUnderTest admin;

    @BeforeEach
    void start() throws IOException {
        admin = new AdminUnderTest("worker-1", "worker-2");
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
    }

    private static String field(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** What the server says to bytes that a client library would not send. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), admin.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String asHost(String host) throws IOException {
        return raw("GET /-/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void aProcessThatCanAnswerIsHealthy() throws Exception {
        var response = admin.get("/-/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(field(response, "Content-Type")).isEqualTo("application/json");
        assertThat(field(response, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void itIsReadyUntilSomePartHasAReasonNotToBe() throws Exception {
        var ready = admin.get("/-/ready");
        admin.reasons.add("front-door-1 is draining since 10:15:30");
        var draining = admin.get("/-/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"ready\":true,\"reasons\":[]}");
        assertThat(draining.statusCode()).isEqualTo(503);
        assertThat(draining.body())
                .isEqualTo("{\"ready\":false,\"reasons\":[\"front-door-1 is draining since 10:15:30\"]}");
    }

    @Test
    void metricsAreInThePrometheusTextFormat() throws Exception {
        ExchangeRecord exchange = Exchanges.complete(200, Duration.ofMillis(2));
        admin.telemetry.onBegin();
        admin.telemetry.onEnd(exchange);

        var response = admin.get("/metrics");

        assertThat(field(response, "Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains("seawall_frontdoor_requests_total{route=\"/v1/objects/\",status=\"2xx\"} 1.0\n");
    }

    @Test
    void theHistoryCanBeAskedForWhatIsNew() throws Exception {
        admin.history.tick();
        String seen = json.readTree(admin.get("/-/history").body())
                .at("/samples/0/at")
                .asString();
        admin.time.advance(Duration.ofSeconds(1));
        admin.history.tick();

        JsonNode news = json.readTree(admin.get("/-/history?after=" + seen).body());

        assertThat(news.get("samples")).hasSize(1);
        assertThat(news.at("/samples/0/at").asString()).isEqualTo("2026-11-22T10:15:31.800Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/-/history?after=yesterday", "/-/history?after=", "/-/history?after=%zz"})
    void aTimeThatCannotBeReadIsABadRequest(String target) throws Exception {
        String answer = raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Content-Type: application/problem+json");
    }

    @Test
    void whatIsNotServedIsAProblem() throws Exception {
        var response = admin.get("/-/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(field(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(json.readTree(response.body()).get("type").asString()).isEqualTo("urn:seawall:problem:no-route");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void nothingCanBeChangedHere(String method) throws Exception {
        var response = admin.send(method, "/-/ready");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(field(response, "Allow")).isEqualTo("GET, HEAD");
        assertThat(json.readTree(response.body()).get("type").asString())
                .isEqualTo("urn:seawall:problem:method-not-allowed");
    }

    @Test
    void headSaysHowLongTheAnswerWouldBe() throws Exception {
        var response = admin.send("HEAD", "/-/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(field(response, "Content-Length")).isEqualTo("15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8900", "127.0.0.1", "10.61.128.10:8900", "[::1]:8900", "Admin.Shop.internal"})
    void itAnswersToAddressesAndItsOwnNames(String host) throws IOException {
        assertThat(asHost(host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8900"})
    void aNameThatMayBeReboundIsRefused(String host) throws IOException {
        assertThat(asHost(host))
                .startsWith("HTTP/1.1 421 ")
                .contains("use its IP address or localhost")
                .doesNotContain("evil", "\"ok\"");
    }

    @Test
    void aMalformedRequestIsAProblemWithoutServerVersion() throws IOException {
        assertThat(raw("GET /-/health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json")
                .doesNotContainIgnoringCase("jetty");
    }

    @Test
    void aTakenPortIsSaid() throws IOException {
        try (var second = admin.another(admin.port())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasRootCauseInstanceOf(BindException.class)
                    .hasMessageContaining(String.valueOf(admin.port()));
        }
    }
}
