package dev.seawall.backend.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PressureTest {
    private long nowNanos = 1;
    private final Pressure pressure = new Pressure(() -> nowNanos);

    private int creditsLater(Duration time) {
        nowNanos += time.toNanos();
        return pressure.credits("front-door-1");
    }

    @Test
    void aVolumeThatIsQuickBearsTheMost() {
        pressure.onFsync(Duration.ofMillis(2));
        pressure.onWrite(Duration.ofMillis(5).toNanos());

        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST);
    }

    @Test
    void slowFsyncsLeaveProportionallyFewerAndNeverNone() {
        pressure.onFsync(Duration.ofSeconds(2));
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST / 4);

        pressure.onFsync(Duration.ofSeconds(200));
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.FEWEST);
    }

    @Test
    void writesThatWaitForTheirFsyncsAloneLeaveAllForMoreCanShareThose() {
        pressure.onFsync(Duration.ofMillis(300));
        pressure.onWrite(Duration.ofMillis(600).toNanos());

        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST);
    }

    @Test
    void writesThatWaitLongLeaveFewer() {
        pressure.onWrite(Duration.ofMillis(400).toNanos());

        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST / 4);
    }

    @Test
    void bytesOnTheirWayLeaveFewerUntilTheyHaveArrived() {
        pressure.onBytes(2 * Pressure.USUAL_BYTES);
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST / 2);

        pressure.onBytes(-2 * Pressure.USUAL_BYTES);
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST);
    }

    @Test
    void whatWasSlowIsForgottenWithinSeconds() {
        pressure.onFsync(Duration.ofSeconds(200));
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.FEWEST);

        assertThat(creditsLater(Duration.ofSeconds(6))).isEqualTo(Pressure.MOST);
    }

    @Test
    void whileNoFsyncReturnsOnlyTheFewestAreLetIn() {
        pressure.onTrouble(true);
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.FEWEST);

        pressure.onTrouble(false);
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST);
    }

    @Test
    void frontDoorsShareEvenlyAndOneThatIsGoneLeavesItsShareToTheOthers() {
        pressure.credits("front-door-2");
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST / 2);

        creditsLater(Duration.ofSeconds(10));
        assertThat(creditsLater(Duration.ofSeconds(1))).isEqualTo(Pressure.MOST);
    }
}
