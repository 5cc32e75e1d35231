package dev.seawall.deploy.flood.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.blueprint.BlueprintException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ScenarioFileTest {
    private static final String MINE = """
            name: mine
            summary: what I want to know
            hypothesis: A flood does me no harm at all.
            topologies: [split]
            attacks:
              - {kind: udp, times: [5, 0.5, 0]}
              - {kind: tls, perSecond: 70}
            polite: {timeout: 250ms}
            windows: {measure: 10s, repeats: 2}
            """;

    @ParameterizedTest
    @FieldSource("dev.seawall.deploy.flood.scenario.ScenarioFile#BUILT_IN")
    void everyScenarioThatComesWithSeawallIsReadAndHasItsFilesName(String name) throws Exception {
        assertThat(ScenarioFile.builtIn(name).name()).isEqualTo(name);
    }

    @Test
    void aUsersFileIsReadWithDefaultsForWhatItLeavesOut(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("mine.yaml"), MINE);

        var scenario = ScenarioFile.find("mine.yaml", folder);

        assertThat(scenario.topologies()).containsExactly(Topology.SPLIT);
        assertThat(scenario.assaults())
                .containsExactly(
                        new Assault(AttackKind.UDP, 0.5, 0, 0),
                        new Assault(AttackKind.UDP, 5, 0, 0),
                        new Assault(AttackKind.TLS, 1, 70, 200));
        assertThat(scenario.polite()).isEqualTo(new Traffic(50, 5, false, Duration.ofMillis(250)));
        assertThat(scenario.timing())
                .isEqualTo(new Timing(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(8), 2));
    }

    @Test
    void allProblemsOfAFileAreToldTogetherWithTheirLines() {
        String bad = MINE.replace("[split]", "[splitt]")
                .replace("perSecond: 70", "perSecond: 0")
                .replace("250ms", "1h")
                .replace("repeats", "repeat");

        assertThatThrownBy(() -> ScenarioFile.parse("bad.yaml", bad))
                .isInstanceOfSatisfying(BlueprintException.class, e -> assertThat(e.problems())
                        .satisfiesExactly(
                                one -> assertThat(one).contains("line 4: topologies must be one of", "not splitt"),
                                one -> assertThat(one).contains("line 7: attacks[2].perSecond must be 1 to 50000"),
                                one -> assertThat(one).contains("line 8: polite.timeout must be a duration", "not 1h"),
                                one -> assertThat(one).contains("line 9: windows.repeat", "did you mean repeats?")));
    }

    @Test
    void aScenarioWithoutAnAttackIsRefused() {
        String none = MINE.replaceAll("(?m)^attacks:\\n(  - .*\\n)+", "");

        assertThatThrownBy(() -> ScenarioFile.parse("none.yaml", none))
                .isInstanceOf(BlueprintException.class)
                .hasMessageContaining("attacks must name at least one");
    }

    @Test
    void aMistypedNameIsToldTheNearest(@TempDir Path folder) {
        assertThatThrownBy(() -> ScenarioFile.find("outag", folder))
                .isInstanceOf(BlueprintException.class)
                .hasMessageContaining("Did you mean outage?");
    }
}
