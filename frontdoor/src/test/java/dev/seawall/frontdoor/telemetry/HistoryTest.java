package dev.seawall.frontdoor.telemetry;

import static dev.seawall.frontdoor.telemetry.Exchanges.complete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seawall.frontdoor.relay.ExchangeRecord.Ending;
import dev.seawall.frontdoor.telemetry.Sample.WorkerSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Duration ONE_MILLI = Duration.ofMillis(1);

    private final FedTime time = new FedTime(Instant.parse("2026-11-22T10:15:29Z"));
    private final Identity identity = new Identity("front-door-1", "shop", "0.1.0", time.instant());
    private final Traffic traffic = new Traffic(List.of("/v1/objects/"), List.of("worker-1", "worker-2"), () -> 16);
    private final History history = new History(traffic, time);
    private final Telemetry telemetry =
            new Telemetry(traffic, history, new Metrics(identity, traffic, List::of, () -> 0), null);

    private Sample tick() {
        time.advance(History.INTERVAL);
        history.tick();
        return history.samplesAfter(Instant.MIN).getLast();
    }

    private void exchange(int status, Duration elapsed, Ending ending) {
        telemetry.onBegin();
        telemetry.onEnd(Exchanges.ended(status, elapsed, ending));
    }

    @Test
    void aSampleCountsWhatEndedSinceTheOneBefore() {
        exchange(200, ONE_MILLI, Ending.COMPLETE);
        tick();
        exchange(200, ONE_MILLI, Ending.COMPLETE);
        exchange(201, ONE_MILLI, Ending.COMPLETE);
        exchange(404, ONE_MILLI, Ending.COMPLETE);
        exchange(200, ONE_MILLI, Ending.WORKER_BROKE_OFF);

        Sample second = tick();

        assertThat(second.at()).isEqualTo("2026-11-22T10:15:31Z");
        assertThat(second.requests()).isEqualTo(4);
        assertThat(second.status())
                .isEqualTo(Map.of("1xx", 0L, "2xx", 2L, "3xx", 0L, "4xx", 1L, "5xx", 0L, "aborted", 1L));
        assertThat(second.requestBytes()).isEqualTo(400);
        assertThat(second.responseBytes()).isEqualTo(8000);
        assertThat(second.connections()).isEqualTo(16);
    }

    @Test
    void percentilesAreOfTheLastSecondOnlyAndZeroWhenNothingWasAnswered() {
        for (int millis = 1; millis <= 100; millis++) {
            exchange(200, Duration.ofMillis(millis), Ending.COMPLETE);
        }

        Sample busy = tick();
        Sample quiet = tick();

        assertThat(busy.p50Millis()).isCloseTo(50, within(1.0));
        assertThat(busy.p99Millis()).isCloseTo(99, within(1.5));
        assertThat(quiet.p50Millis()).isZero();
        assertThat(quiet.p99Millis()).isZero();
    }

    @Test
    void upgradedAndAbortedExchangesCountButAreNotTimed() {
        exchange(101, Duration.ofMinutes(5), Ending.COMPLETE);
        exchange(200, Duration.ofMinutes(5), Ending.CLIENT_GONE);
        exchange(0, Duration.ofMinutes(5), Ending.CLIENT_GONE);
        exchange(200, ONE_MILLI, Ending.COMPLETE);

        Sample sample = tick();

        assertThat(sample.requests()).isEqualTo(4);
        assertThat(sample.status()).containsEntry("1xx", 1L).containsEntry("aborted", 2L);
        assertThat(sample.p99Millis()).isCloseTo(1, within(0.1));
    }

    @Test
    void whatHasNotEndedIsInFlight() {
        telemetry.onBegin();
        telemetry.onAttempt("worker-2");

        assertThat(tick().inFlight()).isEqualTo(1);
        assertThat(tick().workers().get("worker-2")).isEqualTo(new WorkerSample(0, 0, 0, 0, 1));

        telemetry.onAttemptEnd("worker-2", false, ONE_MILLI.toNanos());
        telemetry.onEnd(complete(200, ONE_MILLI));
        assertThat(tick().inFlight()).isZero();
    }

    @Test
    void aWorkersFailedAttemptsAreCountedApartAndNotTimed() {
        telemetry.onAttempt("worker-1");
        telemetry.onAttemptEnd("worker-1", false, Duration.ofMillis(8).toNanos());
        telemetry.onAttempt("worker-1");
        telemetry.onAttemptEnd("worker-1", true, Duration.ofSeconds(30).toNanos());

        assertThat(tick().workers().get("worker-1")).isNotNull().satisfies(sample -> {
            assertThat(sample.requests()).isEqualTo(1);
            assertThat(sample.failed()).isEqualTo(1);
            assertThat(sample.p99Millis()).isCloseTo(8, within(0.2));
            assertThat(sample.inFlight()).isZero();
        });
    }

    @Test
    void itKeepsTheLastTenMinutesAndForgetsTheRest() {
        Instant first = tick().at();
        for (int i = 0; i < History.MAX_SAMPLES; i++) {
            tick();
        }

        List<Sample> all = history.samplesAfter(Instant.MIN);

        assertThat(all).hasSize(History.MAX_SAMPLES);
        assertThat(all.getFirst().at()).isEqualTo(first.plusSeconds(1));
        assertThat(all).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void whoHasSeenASampleIsGivenOnlyTheLaterOnes() {
        Instant seen = tick().at();
        Instant next = tick().at();

        assertThat(history.samplesAfter(seen)).extracting(Sample::at).containsExactly(next);
        assertThat(history.samplesAfter(next)).isEmpty();
    }

    @Test
    void aLateTickMakesOneSampleThatCoversTheWholeTime() {
        tick();
        exchange(200, ONE_MILLI, Ending.COMPLETE);
        time.advance(Duration.ofSeconds(4));
        exchange(200, ONE_MILLI, Ending.COMPLETE);

        Sample late = tick();

        assertThat(history.samplesAfter(Instant.MIN)).hasSize(2);
        assertThat(late.requests()).isEqualTo(2);
    }

    @Test
    void anUnknownWorkerOrALongTimeHurtsNobody() {
        telemetry.onAttempt("worker-9");
        telemetry.onAttemptEnd("worker-9", false, Long.MAX_VALUE);
        exchange(200, Duration.ofNanos(Long.MAX_VALUE), Ending.COMPLETE);

        assertThat(tick().p99Millis()).isCloseTo(3_600_000, within(36_000.0));
        assertThat(tick().workers()).containsOnlyKeys("worker-1", "worker-2");
    }
}
