package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final AtomicLong now = new AtomicLong(-5_000_000_000L);

    private final Pacer pacer = new Pacer(1_000, now::get);

    @Test
    void operationsAreDueEvenlyFromTheStartOn() {
        long start = now.get();

        assertThat(pacer.next()).isEqualTo(start);
        assertThat(pacer.next()).isEqualTo(start + 1_000_000);
        assertThat(pacer.next()).isEqualTo(start + 2_000_000);
    }

    @Test
    void aShortDelayIsMadeUpForAndALongOneOnlyInPart() {
        long start = now.get();
        pacer.next();
        now.addAndGet(50_000_000);
        assertThat(pacer.next()).isEqualTo(start + 1_000_000);

        now.addAndGet(10_000_000_000L);

        assertThat(pacer.next()).isEqualTo(now.get() - 100_000_000);
        assertThat(pacer.next()).isEqualTo(now.get() - 99_000_000);
    }

    @Test
    void takingWaitsUntilAnOperationIsDue() throws Exception {
        var real = new Pacer(100, System::nanoTime);
        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            real.take();
        }

        assertThat(System.nanoTime() - start).isGreaterThan(35_000_000);
    }
}
