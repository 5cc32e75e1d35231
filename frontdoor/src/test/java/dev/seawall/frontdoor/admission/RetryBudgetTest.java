package dev.seawall.frontdoor.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private long nowNanos;
    private final RetryBudget budget = new RetryBudget(20, () -> nowNanos);

    private int takeAll() {
        int taken = 0;
        while (budget.tryTake()) {
            taken++;
        }
        return taken;
    }

    @Test
    void oneInFiveRequestsMayBeTriedAgain() {
        takeAll();

        for (int i = 0; i < 25; i++) {
            budget.onRequest();
        }

        assertThat(takeAll()).isEqualTo(5);
        assertThat(budget.refused()).isEqualTo(2);
    }

    @Test
    void aQuietFrontDoorMayTryAgainEachSecond() {
        takeAll();

        nowNanos += 3_000_000_000L;

        assertThat(takeAll()).isEqualTo(3);
    }

    @Test
    void whatIsSavedIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            budget.onRequest();
        }

        assertThat(takeAll()).isEqualTo(10);
    }

    @Test
    void noPercentMeansNone() {
        var none = new RetryBudget(0, () -> nowNanos);

        assertThat(none.tryTake()).isFalse();
    }
}
