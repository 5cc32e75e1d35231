package dev.seawall.deploy.flood.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.scenario.Assault;
import dev.seawall.deploy.flood.scenario.AttackKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Optional<Assault> UDP =
            Optional.of(Assault.of(AttackKind.UDP, List.of(2.0)).getFirst());
    private static final Optional<Assault> TLS =
            Optional.of(Assault.of(AttackKind.TLS, List.of()).getFirst());

    @Test
    void aWindowWithAFullFloodOnAnUndisturbedComputerCounts() {
        assertThat(Judge.discard(UDP, 100, seen(96), 0.29, "")).isEmpty();
    }

    @Test
    void aFloodThatFellShortOfItsRateIsDiscarded() {
        assertThat(Judge.discard(UDP, 100, seen(94), 0, "")).isEqualTo("the attack reached 94% of its rate");
    }

    @Test
    void anAttackThatItsVictimSlowsDownIsNot() {
        assertThat(Judge.discard(TLS, 100, seen(20), 0, "")).isEmpty();
    }

    @Test
    void aWindowWhoseTimeTheHostTookAwayIsDiscarded() {
        assertThat(Judge.discard(Optional.empty(), 0, seen(0), 0.31, ""))
                .isEqualTo("the computer's host took 31% of its time away");
    }

    @Test
    void aWindowInWhichSomethingEndedSaysWhat() {
        assertThat(Judge.discard(UDP, 100, seen(100), 0, "worker-1 ended")).isEqualTo("worker-1 ended");
    }

    @Test
    void aWindowInWhichNobodySawAnythingIsDiscarded() {
        assertThat(Judge.discard(UDP, 100, new Figures(0, Double.NaN, Map.of("front-door-1", 1.0), 100, 0), 0, ""))
                .isEqualTo("the probe at the volume said nothing");
        assertThat(Judge.discard(UDP, 100, new Figures(9, 1, Map.of(), 100, 8), 0, ""))
                .isEqualTo("the polite clients said nothing");
    }

    private static Figures seen(double offered) {
        return new Figures(1000, 0.7, Map.of("front-door-1", 1.0), offered, 8);
    }
}
