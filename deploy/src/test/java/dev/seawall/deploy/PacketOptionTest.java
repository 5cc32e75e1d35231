package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets are sent in the lab alone. */
class PacketOptionTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ec2", "local"})
    void nothingIsSentToWhatIsNoLab(String place) throws Exception {
        try (var shell = new Shell(directory, Shell.BLUEPRINT)) {
            var ended = shell.run("verify", "--on", place, "--packets");

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("--packets goes with --on lab only");
        }
    }
}
