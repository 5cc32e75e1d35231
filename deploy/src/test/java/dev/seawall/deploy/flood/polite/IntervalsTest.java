package dev.seawall.deploy.flood.polite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.record.Polite;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When an interval is told, and what it counts. */
class IntervalsTest {
    private final Intervals intervals = new Intervals("door", Schedule.lasting(0.8, 10), 1_000);

    @Test
    void anIntervalIsToldOnceItIsOverAndTheFateOfAllItsRequestsKnown() {
        for (int number = 0; number < 4; number++) {
            intervals.record(number, new Outcome.Answered(), 1_000);
        }
        assertThat(intervals.complete(millis(600))).isEmpty();

        intervals.record(4, new Outcome.Failed("timeout", "no answer"), 0);

        assertThat(intervals.complete(millis(499))).isEmpty();
        assertThat(intervals.complete(millis(600)))
                .singleElement()
                .satisfies(one -> assertThat(one.due()).isEqualTo(5))
                .satisfies(one -> assertThat(one.answered()).isEqualTo(4))
                .satisfies(one -> assertThat(one.failures()).containsEntry("timeout", 1L));
    }

    @Test
    void theLastIntervalEndsWithTheScheduleAndAskingOnTellsNothingMore() {
        for (int number = 0; number < 8; number++) {
            intervals.record(number, new Outcome.Answered(), 1_000);
        }

        assertThat(intervals.complete(millis(2_000))).extracting(Polite::millis).containsExactly(500L, 300L);
        assertThat(intervals.complete(Long.MAX_VALUE)).isEmpty();
        assertThat(intervals.rest(millis(2_000))).isEmpty();
    }

    @Test
    void whatIsBrokenOffCountsOnlyWhatIsKnown() {
        intervals.record(0, new Outcome.Answered(), 1_000);
        intervals.record(1, new Outcome.Abandoned(), 1_000);

        assertThat(intervals.rest(millis(200))).singleElement().satisfies(one -> {
            assertThat(one.due()).isEqualTo(1);
            assertThat(one.millis()).isEqualTo(200);
        });
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
