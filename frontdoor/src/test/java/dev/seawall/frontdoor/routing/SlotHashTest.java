package dev.seawall.frontdoor.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The properties of the jump hash that docs/protocol.md section 2 promises. */
class SlotHashTest {
    private static final int KEYS = 20_000;

    @Test
    void growingMovesKeysOnlyToTheNewWorkerAndAboutTheirShare() {
        var random = new Random(1);
        for (int workers = 1; workers < 8; workers++) {
            int moved = 0;
            for (int i = 0; i < KEYS; i++) {
                long hash = random.nextLong();
                int before = SlotHash.jump(hash, workers);
                int after = SlotHash.jump(hash, workers + 1);
                assertThat(after).isIn(before, workers);
                moved += before == after ? 0 : 1;
            }

            double share = (double) KEYS / (workers + 1);
            assertThat((double) moved).isBetween(share * 0.9, share * 1.1);
        }
    }

    @Test
    void everyHashHasAnOwnerInRange() {
        for (long hash : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(SlotHash.jump(hash, 1)).isZero();
            assertThat(SlotHash.jump(hash, 1000)).isBetween(0, 999);
        }
    }

    @Test
    void noWorkersIsRefused() {
        assertThatThrownBy(() -> SlotHash.jump(1, 0)).hasMessageContaining("at least 1");
    }
}
