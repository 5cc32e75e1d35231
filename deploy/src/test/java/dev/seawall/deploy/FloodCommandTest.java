package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed after {@code ./seawall flood}, up to where namespaces would be made. */
class FloodCommandTest {
    private Shell shell;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        shell = new Shell(directory, Shell.BLUEPRINT);
    }

    @Test
    void theListShowsEveryScenarioWithHowLongItTakesAndAllThatCanBeNamed() {
        var listed = shell.run("flood", "--list");

        assertThat(listed.code()).isZero();
        assertThat(listed.out())
                .containsPattern("quick .*about [0-9]+ s")
                .containsPattern("outage .*about [0-9]+ min")
                .contains("upstream-filter", "h2-continuation", "failover");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outag|Did you mean outage?",
                "--topology=splitt|--topology must be one of colocated",
                "--attack=udpp|--attack must be one of udp",
                "--times=0|--times must hold something above 0",
                "--times=41|--times must be 0 to 40",
                "--repeat=0|--repeat must be 1 to 100",
                "--compare=a|--compare"
            })
    void whatCannotBeMeantIsRefusedWithTwoAndSaysWhatWouldDo(String typed, String words) {
        var refused = shell.run("flood", typed);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(words);
    }

    @Test
    void aReportThatIsNotThereCannotBeCompared() {
        var compared = shell.run("flood", "--compare", "here.json", "there.json");

        assertThat(compared.code()).isEqualTo(1);
        assertThat(compared.err()).contains("here.json");
    }
}
