package dev.seawall.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who starts the program wrongly: a sentence and an exit code, never a stack trace. */
class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return CommandLine.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void helpSaysHowToStartItAndWhatTheExitCodesMean() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--config FILE", "Exit codes");
    }

    @Test
    void anUnknownArgumentIsNamed() {
        assertThat(run("--port", "80")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--port 80", "Usage");
    }

    @Test
    void everythingWrongWithTheConfigurationIsSaidAtOnce(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("frontdoor.yaml"), "name: front-door-1\nbogus: 1\n");

        assertThat(run("--config", file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("bogus", "workers")
                .doesNotContain("\tat ");
    }

    @Test
    void aPortInUseIsNamedWithWhatToDo(@TempDir Path folder) throws Exception {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = Files.writeString(folder.resolve("frontdoor.yaml"), """
                    name: front-door-1
                    deployment: shop
                    http: {host: 127.0.0.1, port: %d}
                    admin: {host: 127.0.0.1, port: 0}
                    workers: [{name: worker-1, host: 127.0.0.1, port: 9001}]
                    routes: [{match: /, owner: any}]
                    """.formatted(holder.getLocalPort()));

            assertThat(run("--config", file.toString())).isEqualTo(3);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("127.0.0.1:" + holder.getLocalPort(), "choose another")
                    .doesNotContain("\tat ");
        }
    }
}
