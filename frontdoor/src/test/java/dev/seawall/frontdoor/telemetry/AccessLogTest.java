package dev.seawall.frontdoor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.relay.ExchangeRecord.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccessLogTest {
    private static final long PLENTY = 1 << 20;

    @TempDir
    private Path directory;

    private final FedTime time = new FedTime(Instant.parse("2026-11-22T10:15:29Z"));
    private final JsonMapper json = new JsonMapper();

    private AccessLog log(Path path, long maxQueuedWeight) {
        return new AccessLog(new RotatingFile(path, PLENTY, 1), maxQueuedWeight, time, time);
    }

    private List<JsonNode> lines(Path path) throws IOException {
        return Files.readAllLines(path, StandardCharsets.US_ASCII).stream()
                .map(json::readTree)
                .toList();
    }

    @Test
    void anExchangeIsOneLineWithItsFacts() throws IOException {
        Path path = directory.resolve("access.log");
        try (var log = log(path, PLENTY)) {
            log.offer(Exchanges.ended(200, Duration.ofMillis(2), Ending.WORKER_BROKE_OFF));
        }

        assertThat(Files.readString(path))
                .isEqualTo("{\"at\":\"2026-11-22T10:15:28Z\",\"elapsedMicros\":2000,"
                        + "\"id\":\"0123456789abcdef0123456789abcdef\",\"client\":\"127.0.0.1\","
                        + "\"protocol\":\"HTTP/1.1\",\"method\":\"GET\",\"target\":\"/v1/objects/a\","
                        + "\"route\":\"/v1/objects/\",\"worker\":\"worker-1\",\"status\":200,"
                        + "\"requestBytes\":100,\"responseBytes\":2000,\"ending\":\"worker-broke-off\"}\n");
    }

    @Test
    void noByteOfAClientBreaksALineOrReachesATerminal() throws IOException {
        Path path = directory.resolve("access.log");
        String hostile = "/a\"b\\c\r\n{\"at\":1}\u0000\u001b[31m\u007f\u009b\u2028é🌊\uD800";
        try (var log = log(path, PLENTY)) {
            log.offer(Exchanges.of("G\nT", hostile));
        }

        assertThat(Files.readAllBytes(path)).containsOnlyOnce('\n').doesNotContain(0, 0x1b, '\r', 0x7f);
        assertThat(lines(path).getFirst().get("target").asString()).isEqualTo(hostile);
        assertThat(lines(path).getFirst().get("method").asString()).isEqualTo("G\nT");
        assertThat(lines(path).getFirst().has("worker")).isFalse();
    }

    @Test
    void whatDoesNotFitTheQueueIsCountedAndSaidOnceASecond() throws IOException {
        Path path = directory.resolve("access.log");
        try (var log = log(path, 600)) {
            for (int i = 0; i < 5; i++) {
                log.offer(Exchanges.of("GET", "/a"));
            }
            log.write();
            assertThat(log.dropped()).isEqualTo(3);
            assertThat(lines(path)).hasSize(2);

            time.advance(Duration.ofSeconds(1));
            log.write();
            log.write();

            assertThat(lines(path)).hasSize(3);
            assertThat(lines(path).getLast().toString()).isEqualTo("{\"at\":\"2026-11-22T10:15:30Z\",\"dropped\":3}");
        }
    }

    @Test
    void aLongTargetTakesItsShareOfTheQueue() {
        try (var log = log(directory.resolve("access.log"), 10_000)) {
            log.offer(Exchanges.of("GET", "/" + "a".repeat(9_000)));
            log.offer(Exchanges.of("GET", "/" + "a".repeat(9_000)));

            assertThat(log.dropped()).isEqualTo(1);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsTriedAgainAfterASecond() throws IOException {
        Path path = directory.resolve("later/access.log");
        try (var log = log(path, PLENTY)) {
            log.offer(Exchanges.of("GET", "/lost"));
            log.write();
            assertThat(log.dropped()).isEqualTo(1);

            Files.createDirectory(path.getParent());
            log.offer(Exchanges.of("GET", "/kept"));
            log.write();
            assertThat(path).doesNotExist();

            time.advance(Duration.ofSeconds(1));
            log.write();

            assertThat(lines(path).getFirst().get("target").asString()).isEqualTo("/kept");
            assertThat(lines(path).getLast().get("dropped").asLong()).isEqualTo(1);
        }
    }

    @Test
    void aFileThatSomebodyMovedAwayIsBegunAnew() throws IOException {
        Path path = directory.resolve("access.log");
        Path moved = directory.resolve("moved.log");
        try (var log = log(path, PLENTY)) {
            log.offer(Exchanges.of("GET", "/before"));
            log.write();
            Files.move(path, moved);

            time.advance(Duration.ofSeconds(1));
            log.write();
            log.offer(Exchanges.of("GET", "/after"));
            log.write();

            assertThat(lines(moved)).hasSize(1);
            assertThat(lines(path).getFirst().get("target").asString()).isEqualTo("/after");
        }
    }

    @Test
    void closingWritesEverythingThatWasTakenFromManyThreads() throws IOException, InterruptedException {
        Path path = directory.resolve("access.log");
        var log = AccessLog.start(path);
        List<Thread> clients = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            clients.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 1000; i++) {
                    log.offer(Exchanges.of("GET", "/" + i));
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }

        log.close();

        assertThat(log.dropped()).isZero();
        assertThat(lines(path)).hasSize(4000);
    }
}
