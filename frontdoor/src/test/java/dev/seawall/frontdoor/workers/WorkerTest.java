package dev.seawall.frontdoor.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of a worker, and when it is left alone. */
class WorkerTest {
    private final FedClock clock = new FedClock();
    private final List<String> said = new ArrayList<>();
    private final WorkerTable table = table(3);
    private final Worker second = table.at(1);

    private WorkerTable table(int workers) {
        List<WorkerAddress> addresses = IntStream.rangeClosed(1, workers)
                .mapToObj(slot -> new WorkerAddress("worker-" + slot, "127.0.0.1", 9000 + slot))
                .toList();
        return new WorkerTable(
                "front-door-1",
                addresses,
                new BreakerConfig(3, Duration.ofSeconds(2), Duration.ofSeconds(5)),
                clock,
                said::add);
    }

    @Test
    void beforeTheFirstTryNothingIsClaimed() {
        Observation observation = table.observe().get(1);

        assertThat(observation.outcome()).isEqualTo(Observation.Outcome.UNKNOWN);
        assertThat(observation.sentence())
                .isEqualTo("front-door-1 has not tried to reach worker-2 at 127.0.0.1:9002 yet");
    }

    @Test
    void aReachedWorkerIsSaidToBeReachedAsTheProtocolHasIt() {
        second.onReached(1_300_000);
        clock.advance(Duration.ofMillis(800));

        Observation observation = table.observe().get(1);

        assertThat(observation.sentence())
                .isEqualTo("front-door-1 reached worker-2 at 127.0.0.1:9002 in 1.3 ms, 0.8 s ago");
        assertThat(observation.tries()).isZero();
        assertThat(observation.breaker()).isEqualTo("closed");
    }

    @Test
    void aFailedWorkerIsSaidToHaveFailedAsTheProtocolHasIt() {
        second.onReached(1_000_000);
        clock.advance(Duration.ofMillis(12_800));
        failThreeTimes(second);

        Observation observation = table.observe().get(1);

        assertThat(observation.sentence())
                .isEqualTo("front-door-1 failed to reach worker-2 at 127.0.0.1:9002: connection refused"
                        + " (3 of 3 tries, last success 12 s ago)");
        assertThat(observation.tries()).isEqualTo(3);
        assertThat(observation.breaker()).isEqualTo("open");
        assertThat(second.failureSentence())
                .isEqualTo("failed to reach worker-2 at 127.0.0.1:9002 from front-door-1: connection refused"
                        + " (3 of 3 tries, last success 12 s ago)");
    }

    @Test
    void theBreakerOpensOnlyAfterFailuresInARow() {
        second.onFailed("refused");
        second.onFailed("refused");
        second.onReached(1);
        second.onFailed("refused");

        assertThat(second.tryEnter()).isTrue();

        second.onFailed("refused");
        second.onFailed("refused");

        assertThat(second.tryEnter()).isFalse();
    }

    @Test
    void anOpenBreakerLetsOneRequestThroughAfterItsTime() {
        failThreeTimes(second);
        assertThat(second.retryAfter()).isEqualTo(Duration.ofSeconds(2));

        clock.advance(Duration.ofMillis(2001));

        assertThat(second.tryEnter()).isTrue();
        assertThat(second.tryEnter()).isFalse();
    }

    @Test
    void aRequestWithoutVerdictGivesItsPlaceBack() {
        failThreeTimes(second);
        clock.advance(Duration.ofMillis(2001));
        assertThat(second.tryEnter()).isTrue();

        second.onRequestWithoutVerdict();
        second.leave();

        assertThat(second.tryEnter()).isTrue();
        assertThat(second.inFlight()).isOne();
    }

    @Test
    void oneProbeThatReachesTheWorkerClosesTheBreakerAtOnce() {
        failThreeTimes(second);

        second.onReached(1);

        assertThat(second.tryEnter()).isTrue();
        assertThat(table.observe().get(1).breaker()).isEqualTo("closed");
    }

    @Test
    void aWorkerThatLooksUnreachableIsLeftOutUntilMoreThanHalfDo() {
        failThreeTimes(second);

        assertThat(table.panics()).isFalse();
        assertThat(table.isEligible(1, table.panics())).isFalse();

        failThreeTimes(table.at(0));

        assertThat(table.panics()).isTrue();
        assertThat(table.isEligible(1, table.panics())).isTrue();
    }

    @Test
    void aWorkerThatIsReachedAgainWarmsUp() {
        assertThat(second.warmth()).isEqualTo(1);
        failThreeTimes(second);
        second.onReached(1);
        second.enterRegardless();

        assertThat(second.warmth()).isEqualTo(0.1);
        assertThat(second.load()).isEqualTo(20);

        clock.advance(Duration.ofMillis(2500));
        assertThat(second.warmth()).isEqualTo(0.5);
        clock.advance(Duration.ofMillis(2500));
        assertThat(second.warmth()).isEqualTo(1);
        assertThat(second.load()).isOne();
    }

    @Test
    void aFrontDoorThatReachesNobodySaysThatItMayBeTheOneCutOff() {
        table.all().forEach(WorkerTest::failThreeTimes);

        assertThat(said.getLast())
                .isEqualTo("front-door-1 reaches none of its 3 workers and may be the one that is cut off: look at what"
                        + " another front door sees");

        second.onReached(1);
        assertThat(said.getLast()).isEqualTo("front-door-1 reaches 1 of its 3 workers again");
    }

    @Test
    void whatChangesIsSaidOnceWithTheReason() {
        failThreeTimes(second);
        second.onFailed("connection refused");
        clock.advance(Duration.ofMillis(2001));
        assertThat(second.tryEnter()).isTrue();
        second.onFailed("connection refused");

        assertThat(said)
                .containsExactly("front-door-1 keeps requests from worker-2: failed to reach worker-2 at"
                        + " 127.0.0.1:9002 from front-door-1: connection refused (3 of 3 tries, no success yet)");

        failThreeTimes(table.at(0));
        table.panics();

        assertThat(said).hasSize(3);
        assertThat(said.getLast())
                .isEqualTo("front-door-1 sees 2 of 3 workers as unreachable: more than half, so the cause is probably"
                        + " on this side, and none is left out (panic rule)");

        second.onReached(1_300_000);
        second.onReached(1_300_000);

        assertThat(said.subList(3, said.size()))
                .containsExactly(
                        "front-door-1 reached worker-2 at 127.0.0.1:9002 in 1.3 ms, 0.0 s ago, and sends requests"
                                + " there again",
                        "front-door-1 sees 1 of 3 workers as unreachable: not more than half, so these are left out"
                                + " again (panic rule over)");
    }

    private static void failThreeTimes(Worker worker) {
        worker.onFailed("connection refused");
        worker.onFailed("connection refused");
        worker.onFailed("connection refused");
    }

    /** Stands still until it is told to go on. */
    private static final class FedClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:15:30Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
