package dev.seawall.deploy.flood.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Duration QUICK = Duration.ofSeconds(90);
    private static final Duration DEFAULT = Duration.ofMinutes(6);

    @Test
    void aQuietWindowComesBeforeEverySecondAttack() throws Exception {
        var plan = Plan.of(ScenarioFile.builtIn("outage")
                .under(Assault.of(AttackKind.UDP, List.of(1.0, 2.0, 5.0)))
                .repeated(2));

        assertThat(plan.windows().stream().map(one -> one.repeat() + " " + one.words()))
                .containsExactly(
                        "1 quiet",
                        "1 udp 1x",
                        "1 udp 2x",
                        "1 quiet",
                        "1 udp 5x",
                        "2 quiet",
                        "2 udp 1x",
                        "2 udp 2x",
                        "2 quiet",
                        "2 udp 5x");
    }

    @Test
    void theThoroughRunHasTenWindowsOfEachAndTenQuietOnesAtLeast() throws Exception {
        var windows = Plan.of(ScenarioFile.builtIn("thorough")).windows();

        assertThat(windows.stream().filter(one -> one.assault().isEmpty()).count())
                .isGreaterThanOrEqualTo(10);
        assertThat(windows.stream().filter(one -> one.words().equals("udp 10x")))
                .hasSize(10);
    }

    @Test
    void theShortRunsAreAsShortAsPromised() throws Exception {
        assertThat(Plan.of(ScenarioFile.builtIn("quick")).estimate()).isLessThan(QUICK);
        assertThat(Plan.of(ScenarioFile.builtIn("outage")).estimate()).isLessThan(DEFAULT);
    }

    @Test
    void strengthsAreMultiplesOfTheInterfaceOnlyForWhatAimsAtIt() {
        assertThat(Assault.of(AttackKind.UDP, List.of(0.5)).getFirst().wantedPerSecond(50_000_000))
                .isEqualTo(25_000_000);
        assertThat(Assault.of(AttackKind.TLS, List.of(0.5))).containsExactly(new Assault(AttackKind.TLS, 1, 400, 200));
    }
}
