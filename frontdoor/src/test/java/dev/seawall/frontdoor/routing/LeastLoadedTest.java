package dev.seawall.frontdoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastLoadedTest {
    private final LeastLoaded leastLoaded = new LeastLoaded(new Random(1)::nextInt);

    @Test
    void theSlotWithFewestInFlightIsPicked() {
        int[] inFlight = {3, 1, 2};

        assertThat(leastLoaded.pick(3, slot0 -> inFlight[slot0], slot0 -> true)).hasValue(1);
    }

    @Test
    void aSlotThatIsNotEligibleIsNeverPicked() {
        int[] inFlight = {3, 0, 2};

        assertThat(leastLoaded.pick(3, slot0 -> inFlight[slot0], slot0 -> slot0 != 1))
                .hasValue(2);
    }

    @Test
    void noEligibleSlotGivesNone() {
        assertThat(leastLoaded.pick(3, slot0 -> 0, slot0 -> false)).isEmpty();
    }

    @Test
    void equalsArePickedEquallyOftenAlsoWhenANeighbourIsLeftOut() {
        int[] picked = new int[4];

        for (int i = 0; i < 9000; i++) {
            picked[leastLoaded.pick(4, slot0 -> 7, slot0 -> slot0 != 1).orElseThrow()]++;
        }

        assertThat(picked[1]).isZero();
        assertThat(picked[0]).isBetween(2800, 3200);
        assertThat(picked[2]).isBetween(2800, 3200);
        assertThat(picked[3]).isBetween(2800, 3200);
    }
}
