package dev.seawall.frontdoor.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What of a worker's answer to a probe is passed on, and for how long. */
class OwnReportTest {
    private static final String FINE = report("worker-1", "store", "reached", "all is well");
    private static final String FAILED = report("worker-1", "volume", "failed", "no fsync has returned for 7.0 s");

    private final WorkerTable table = new WorkerTable(
            "front-door-1",
            List.of(new WorkerAddress("worker-1", "127.0.0.1", 9001)),
            new BreakerConfig(3, Duration.ofSeconds(2), Duration.ofSeconds(5)),
            Clock.systemUTC(),
            sentence -> {});
    private final Worker worker = table.at(0);

    private static String report(String observer, String subject, String outcome, String sentence) {
        return "{\"observer\":\"%s\",\"subject\":\"%s\",\"outcome\":\"%s\",\"sentence\":\"%s\"}"
                .formatted(observer, subject, outcome, sentence);
    }

    private void says(String... observations) {
        worker.onReached(1_000_000);
        worker.onReport(
                ("{\"observations\":[" + String.join(",", observations) + "]}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theGoldenReportIsReadAlsoWithAnUnknownFieldAdded() throws Exception {
        ObjectNode golden;
        try (var in = Objects.requireNonNull(OwnReportTest.class.getResourceAsStream("/protocol/observations.json"))) {
            golden = (ObjectNode) new JsonMapper().readTree(in);
        }
        golden.put("later", 1);
        ObjectNode store = (ObjectNode) golden.at("/observations/2");
        store.putObject("later").put("deeper", true);

        worker.onReport(golden.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(table.reported()).containsExactly(store, golden.at("/observations/3"), golden.at("/observations/4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "null",
                "7",
                "[]",
                "{}",
                "<html></html>",
                "{\"status\":\"ok\"}",
                "{\"observations\":7}",
                "{\"observations\":[7,null,[]]}",
                "{\"observations\":[",
                "{\"observations\":[{\"observer\":\"worker-1\"}]}"
            })
    void anotherProgramsAnswerIsNoReport(String body) {
        says(FINE);

        worker.onReport(body.getBytes(StandardCharsets.UTF_8));

        assertThat(table.reported()).isEmpty();
    }

    @Test
    void aReportNestedDeeperThanAnyIsNone() {
        worker.onReport("{\"observations\":".concat("[".repeat(30_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(table.reported()).isEmpty();
    }

    @Test
    void aWorkerSpeaksForItselfAloneAndInPlainSentences() {
        says(
                report("worker-2", "store", "reached", "I am another"),
                report("front-door-1", "worker-1", "reached", "I am the observer"),
                report("worker-1", "Store 1", "reached", "no subject"),
                report("worker-1", "store", "splendid", "no outcome"),
                report("worker-1", "store", "reached", ""),
                report("worker-1", "store", "reached", "red \\u001b[31m"),
                report("worker-1", "store", "reached", "x".repeat(2001)),
                FINE);

        assertThat(table.reported())
                .extracting(each -> each.get("sentence").asString())
                .containsExactly("all is well");
    }

    @Test
    void noMoreThanSixteenArePassedOn() {
        String[] many = new String[40];
        Arrays.fill(many, FINE);

        says(many);

        assertThat(table.reported()).hasSize(16);
    }

    @Test
    void ofAWorkerThatIsNotReachedOnlyWhatFailedIsPassedOn() {
        says(FINE, FAILED);
        assertThat(table.reported()).hasSize(2);

        worker.onFailed("connection refused");
        worker.onFailed("connection refused");

        assertThat(table.reported())
                .extracting((JsonNode each) -> each.get("subject").asString())
                .containsExactly("volume");
        worker.onReport(null);
        assertThat(table.reported()).isEmpty();
    }
}
