package dev.seawall.frontdoor.http.patience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Crowd crowd = new Crowd(160);

    private Crowd of(int present) {
        for (int i = 0; i < present; i++) {
            assertThat(crowd.enter()).isTrue();
        }
        return crowd;
    }

    @Test
    void aSmallCrowdIsBorneAsEver() {
        assertThat(of(75).nanosOf(PATIENCE)).isEqualTo(PATIENCE.toNanos());
    }

    @Test
    void patienceShrinksFromHalfOn() {
        assertThat(of(112).nanosOf(PATIENCE))
                .isBetween(
                        Duration.ofSeconds(15).toNanos(), Duration.ofSeconds(17).toNanos());
    }

    @Test
    void aDenseCrowdIsBorneForTwoSeconds() {
        of(150);
        assertThat(crowd.isDense()).isFalse();
        of(1);

        assertThat(crowd.isDense()).isTrue();
        assertThat(crowd.nanosOf(PATIENCE)).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void whatIsShortAnywayStaysAsItIs() {
        assertThat(of(160).nanosOf(Duration.ofMillis(500)))
                .isEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void oneTooManyIsNotCounted() {
        of(160);

        assertThat(crowd.hasRoom()).isFalse();
        assertThat(crowd.enter()).isFalse();
        crowd.leave();
        assertThat(crowd.enter()).isTrue();
        assertThat(crowd.present()).isEqualTo(160);
    }
}
