package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged command line, started as the launcher script starts it, in a directory of its own. */
final class PackagedSeawall {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final int LIMIT_SECONDS = 120;

    /** What one command did; standard error is among the output. */
    record Ended(int code, String output) {}

    final Path directory;

    PackagedSeawall(Path directory) throws IOException {
        this.directory = directory;
        for (var jar : new String[] {"frontdoor/target/seawall-frontdoor.jar", "backend/target/seawall-backend.jar"}) {
            assertThat(TOP.resolve(jar))
                    .as("this test runs the packaged programs: mvn package -DskipTests")
                    .exists();
        }
        Files.writeString(directory.resolve("seawall.yaml"), Shell.BLUEPRINT);
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        var process = start(output, List.of(), arguments);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as(() -> "seawall " + String.join(" ", arguments) + " ends; so far it said: " + text(output))
                .isTrue();
        return new Ended(process.exitValue(), text(output));
    }

    Process start(Path output, List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(PackagedJava.command(List.of("-Dseawall.home=" + TOP), List.of(arguments)));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    JsonNode status() throws IOException, InterruptedException {
        return new JsonMapper().readTree(run("status", "--json").output());
    }

    JsonNode component(String name) throws IOException, InterruptedException {
        return status().path("components")
                .valueStream()
                .filter(one -> one.path("component").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Path state() {
        return directory.resolve(".seawall").resolve("shop");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops what is left; a test that fails leaves no process behind. */
    void down() throws IOException, InterruptedException {
        run("down");
    }
}
