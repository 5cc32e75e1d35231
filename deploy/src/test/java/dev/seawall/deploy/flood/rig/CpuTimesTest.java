package dev.seawall.deploy.flood.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void theKernelsLineIsSplitIntoUsedStolenAndAll() {
        // user nice system idle iowait irq softirq steal guest guest_nice
        var times = CpuTimes.parse("cpu  100 20 30 400 50 6 7 8 90 10");

        assertThat(times).isEqualTo(new CpuTimes(100 + 20 + 30 + 6 + 7, 8, 621));
    }

    @Test
    void sharesAreOfTheTimeBetweenTwoReadings() {
        var then = new CpuTimes(100, 10, 1000);
        var now = new CpuTimes(150, 30, 1100);

        assertThat(now.busySince(then)).isEqualTo(0.5);
        assertThat(now.stealSince(then)).isEqualTo(0.2);
        assertThat(then.busySince(then)).isZero();
    }
}
