package dev.seawall.frontdoor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.relay.ExchangeRecord.Ending;
import dev.seawall.frontdoor.workers.Observation;
import dev.seawall.frontdoor.workers.Observation.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

class MetricsTest {
    /** A sample line of the text format: name, labels, value. */
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*(?:\\{.*})?) (NaN|[+-]Inf|[-+.\\dE]+)");

    private final Identity identity = new Identity("front-door-1", "shop", "0.1.0", Instant.EPOCH);
    private final Traffic traffic =
            new Traffic(List.of("/v1/objects/", "/"), List.of("worker-1", "worker-2"), () -> 16);
    private final Metrics metrics = new Metrics(
            identity,
            traffic,
            () -> List.of(seen("worker-1", Outcome.REACHED), seen("worker-2", Outcome.FAILED)),
            () -> 7);
    private final Telemetry telemetry = new Telemetry(traffic, new History(traffic, Instant::now), metrics, null);

    private static Observation seen(String worker, Outcome outcome) {
        return new Observation("front-door-1", worker, "127.0.0.1:9001", outcome, null, null, null, 0, "closed", "");
    }

    private Map<String, Double> scrape() {
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line :
                new String(metrics.scrape(), StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            samples.put(sample.group(1), Double.valueOf(sample.group(2).replace("Inf", "Infinity")));
        }
        return samples;
    }

    @Test
    void everyDocumentedSeriesIsThereBeforeTheFirstRequest() {
        assertThat(scrape())
                .containsEntry("seawall_frontdoor_requests_total{route=\"/v1/objects/\",status=\"2xx\"}", 0.0)
                .containsEntry("seawall_frontdoor_requests_total{route=\"none\",status=\"aborted\"}", 0.0)
                .containsEntry("seawall_frontdoor_aborted_total{by=\"client\"}", 0.0)
                .containsEntry("seawall_frontdoor_aborted_total{by=\"worker\"}", 0.0)
                .containsEntry("seawall_frontdoor_request_body_bytes_total", 0.0)
                .containsEntry("seawall_frontdoor_response_body_bytes_total", 0.0)
                .containsEntry("seawall_frontdoor_exchanges_in_flight", 0.0)
                .containsEntry("seawall_frontdoor_connections", 16.0)
                .containsEntry("seawall_frontdoor_attempts_total{worker=\"worker-2\"}", 0.0)
                .containsEntry("seawall_frontdoor_attempt_failures_total{worker=\"worker-2\"}", 0.0)
                .containsEntry("seawall_frontdoor_attempts_in_flight{worker=\"worker-2\"}", 0.0)
                .containsEntry("seawall_frontdoor_worker_reached{worker=\"worker-1\"}", 1.0)
                .containsEntry("seawall_frontdoor_worker_reached{worker=\"worker-2\"}", 0.0)
                .containsEntry("seawall_frontdoor_access_log_dropped_total", 7.0)
                .containsEntry("seawall_frontdoor_exchange_duration_seconds_count{route=\"/\"}", 0.0)
                .containsEntry("seawall_frontdoor_attempt_duration_seconds_count{worker=\"worker-1\"}", 0.0)
                .containsKey("jvm_threads_current")
                .hasKeySatisfying(new Condition<>(
                        key -> key.startsWith(
                                "seawall_frontdoor_build_info{component=\"front-door-1\",deployment=\"shop\""),
                        "build info"));
    }

    @Test
    void exchangesAndAttemptsShowUpWhereTheyBelong() {
        telemetry.onBegin();
        telemetry.onBegin();
        telemetry.onAttempt("worker-1");
        telemetry.onAttemptEnd("worker-1", true, Duration.ofMillis(3).toNanos());
        telemetry.onEnd(Exchanges.complete(200, Duration.ofMillis(3)));
        telemetry.onBegin();
        telemetry.onEnd(Exchanges.ended(200, Duration.ofMillis(3), Ending.CLIENT_GONE));
        telemetry.onBegin();
        telemetry.onEnd(Exchanges.of("GET", "/nowhere"));

        assertThat(scrape())
                .containsEntry("seawall_frontdoor_requests_total{route=\"/v1/objects/\",status=\"2xx\"}", 1.0)
                .containsEntry("seawall_frontdoor_requests_total{route=\"/v1/objects/\",status=\"aborted\"}", 1.0)
                .containsEntry("seawall_frontdoor_requests_total{route=\"none\",status=\"4xx\"}", 1.0)
                .containsEntry("seawall_frontdoor_aborted_total{by=\"client\"}", 1.0)
                .containsEntry("seawall_frontdoor_exchanges_in_flight", 1.0)
                .containsEntry("seawall_frontdoor_response_body_bytes_total", 4000.0)
                .containsEntry("seawall_frontdoor_attempt_failures_total{worker=\"worker-1\"}", 1.0)
                .containsEntry("seawall_frontdoor_exchange_duration_seconds_count{route=\"/v1/objects/\"}", 1.0)
                .containsEntry(
                        "seawall_frontdoor_exchange_duration_seconds_bucket{route=\"/v1/objects/\",le=\"0.0025\"}", 0.0)
                .containsEntry(
                        "seawall_frontdoor_exchange_duration_seconds_bucket{route=\"/v1/objects/\",le=\"0.005\"}", 1.0);
    }

    @Test
    void noClientCanAddASeries() {
        Set<String> before = ownSeries();

        for (int i = 0; i < 100; i++) {
            telemetry.onBegin();
            telemetry.onAttempt("stranger-" + i);
            telemetry.onAttemptEnd("stranger-" + i, true, 1);
            telemetry.onEnd(Exchanges.of("M" + i, "/" + i));
        }

        assertThat(ownSeries()).isNotEmpty().isEqualTo(before);
    }

    private Set<String> ownSeries() {
        return scrape().keySet().stream()
                .filter(key -> key.startsWith("seawall_"))
                .collect(Collectors.toSet());
    }
}
