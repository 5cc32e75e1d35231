package dev.seawall.frontdoor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client meets that asks too much, and what the operator sees of it. */
class GuardWireTest {
    private static final String STRICT =
            "guard: {enforce: always, requestsPerSecond: 5, burst: 2s, ban: 5m, exempt: [], connectionsPerSecond: %d}";
    private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String POST = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi";

    private static List<String> strict() {
        return List.of(STRICT.formatted(1000));
    }

    private static String admin(FrontDoorUnderTest door, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + door.door().adminPort() + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    /** Sends requests one after the other until one is refused. */
    private static RawMessage refusal(RawClient client, String request) throws IOException {
        for (int i = 0; i < 1000; i++) {
            RawMessage answer = client.send(request).receive();
            if (answer.status() != 200) {
                return answer;
            }
        }
        throw new AssertionError("a thousand requests were answered");
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBack() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(strict(), worker);
                var client = door.connect()) {

            RawMessage refused = refusal(client, GET);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.values("Content-Type")).containsExactly("application/problem+json");
            assertThat(refused.body()).contains("urn:seawall:problem:too-many-requests", "\"status\":429");
            String seconds = refused.values("Retry-After").getFirst();
            assertThat(Integer.parseInt(seconds)).isBetween(1, 3);
            assertThat(refused.values("RateLimit-Policy")).containsExactly("\"requests\";q=10;w=2");
            assertThat(refused.values("RateLimit")).containsExactly("\"requests\";r=0;t=" + seconds);
            assertThat(refused.values("Connection")).isEmpty();
            assertThat(worker.heads().size()).isBetween(10, 20);
        }
    }

    @Test
    void aRefusedBodyIsNotTakenForTheNextRequest() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(strict(), worker);
                var client = door.connect()) {

            RawMessage refused = refusal(client, POST);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.values("Connection")).containsExactly("close");
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void whoGoesOnIsCutOffWithoutAByteOnAllItsConnections() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(strict(), worker);
                var client = door.connect();
                var another = door.connect()) {
            int refused = 0;
            @Nullable String head = "";
            while (head != null && refused < 1000) {
                client.send(GET);
                head = headOrNull(client);
                if (head != null) {
                    client.receiveBody(head);
                    refused += head.contains(" 429 ") ? 1 : 0;
                }
            }

            assertThat(refused).isBetween(10, 40);
            assertThat(headOrNull(another.send(GET))).isNull();
            try (var late = door.connect()) {
                assertThat(late.isClosedByPeer()).isTrue();
            }
            assertThat(admin(door, "/metrics"))
                    .contains("seawall_frontdoor_guard_enforced 1.0")
                    .containsPattern("guard_refused_total\\{reason=\"request-rate\"} [1-9]")
                    .containsPattern("guard_refused_total\\{reason=\"offender\"} 3.0")
                    // Counted by the guard, and nowhere else.
                    .contains("requests_total{route=\"none\",status=\"4xx\"} 0.0");
            assertThat(admin(door, "/-/guard"))
                    .contains("\"network\":\"127.0.0.1/32\"", "\"isTurnedOff\":true", "it is turned off for now");
        }
    }

    private static @Nullable String headOrNull(RawClient client) {
        try {
            return client.receiveHead();
        } catch (IOException | AssertionError e) {
            return null;
        }
    }

    @Test
    void newConnectionsBeyondTheirRateAreClosedAtTheDoor() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(STRICT.formatted(1)), worker);
                var first = door.connect();
                var second = door.connect();
                var third = door.connect();
                var fourth = door.connect()) {

            assertThat(first.send(GET).receive().status()).isEqualTo(200);
            assertThat(second.send(GET).receive().status()).isEqualTo(200);
            assertThat(third.isClosedByPeer() || fourth.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void theDeniedAreClosedAtTheDoorFromTheMomentTheListSaysSo(@TempDir Path folder) throws Exception {
        Path deny = Files.writeString(folder.resolve("deny.txt"), "10.0.0.0/8\n");
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of("guard: {enforce: short, deny: \"" + deny + "\"}"), worker);
                var standing = door.connect()) {
            assertThat(standing.send(GET).receive().status()).isEqualTo(200);

            Files.writeString(deny, "10.0.0.0/8\n127.0.0.0/9\n");
            awaitObservation(door, "guard.deny: 2 networks in use");

            assertThat(headOrNull(standing.send(GET))).isNull();
            try (var client = door.connect()) {
                assertThat(client.isClosedByPeer()).isTrue();
            }
            assertThat(admin(door, "/metrics")).containsPattern("guard_refused_total\\{reason=\"denied\"} 2.0");

            Files.writeString(deny, "nonsense\n");
            awaitObservation(door, "the 2 networks from before stay");
            assertThat(admin(door, "/-/observations")).contains("\"subject\":\"list\",\"outcome\":\"failed\"");
            assertThat(admin(door, "/-/ready")).contains("\"ready\":true");
        }
    }

    private static void awaitObservation(FrontDoorUnderTest door, String words) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!admin(door, "/-/observations").contains(words)) {
            assertThat(System.nanoTime()).as("until it says: " + words).isLessThan(deadline);
        }
    }

    @Test
    void aLoadGeneratorOnThisComputerIsNeverInTheWayOfTheDefaults() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of("guard: {enforce: always, requestsPerSecond: 1}"), worker)) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                try (var client = door.connect()) {
                    for (int j = 0; j < 20; j++) {
                        statuses.add(client.send(GET).receive().status());
                    }
                }
            }

            assertThat(statuses).hasSize(1000).containsOnly(200);
        }
    }
}
