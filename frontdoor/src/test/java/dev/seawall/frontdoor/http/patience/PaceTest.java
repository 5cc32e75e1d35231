package dev.seawall.frontdoor.http.patience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace = new Pace(Tempo.of(1024, Duration.ofSeconds(10)), 0);

    /** How many seconds a client is borne that moves so many bytes in each; 1000 for all. */
    private int secondsBorne(int bytesPerSecond, int sharers) {
        long bytes = 0;
        for (int second = 1; second < 1000; second++) {
            bytes += bytesPerSecond;
            if (pace.fallsBehind(SECOND, bytes, sharers)) {
                return second;
            }
        }
        return 1000;
    }

    @Test
    void aSilentClientHasAWindowOfGraceAndAWindow() {
        assertThat(secondsBorne(0, 1)).isEqualTo(21);
    }

    @Test
    void theSlowerOneIsTheSoonerItEnds() {
        assertThat(secondsBorne(512, 1)).isEqualTo(41);
    }

    @Test
    void whoKeepsTheLeastRateIsBorneForEver() {
        assertThat(secondsBorne(1024, 1)).isEqualTo(1000);
    }

    @Test
    void thoseWhoShareALineEachMoveTheirShare() {
        assertThat(secondsBorne(11, 100)).isEqualTo(1000);
    }

    @Test
    void whatOneSharerMovesIsNotTheOthers() {
        assertThat(secondsBorne(5, 100)).isLessThan(50);
    }

    @Test
    void timeInWhichSomebodyElseIsWaitedForDoesNotCount() {
        for (int i = 0; i < 1000; i++) {
            assertThat(pace.fallsBehind(0, 0, 1)).isFalse();
        }
        assertThat(secondsBorne(0, 1)).isEqualTo(21);
    }

    @Test
    void muchAtOnceBuysOneWindowAndNoMore() {
        assertThat(pace.fallsBehind(SECOND, 100 << 20, 1)).isFalse();

        int borne = 0;
        while (!pace.fallsBehind(SECOND, 100 << 20, 1)) {
            borne++;
        }
        assertThat(borne).isEqualTo(20);
    }

    @Test
    void lumpsThatKeepTheRateAreFine() {
        long bytes = 0;
        for (int second = 0; second < 1000; second++) {
            bytes += second % 8 == 7 ? 8 * 1024 : 0;
            assertThat(pace.fallsBehind(SECOND, bytes, 1))
                    .as("second " + second)
                    .isFalse();
        }
    }

    @Test
    void whoFellBehindIsToldOfOnce() {
        assertThat(secondsBorne(0, 1)).isEqualTo(21);

        assertThat(pace.fallsBehind(0, 0, 1)).isFalse();
        assertThat(secondsBorne(0, 1)).isEqualTo(21);
    }
}
