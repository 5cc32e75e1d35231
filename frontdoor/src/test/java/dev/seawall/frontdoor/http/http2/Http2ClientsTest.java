package dev.seawall.frontdoor.http.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that others wrote get on with our HTTP/2, where they are installed. */
class Http2ClientsTest {
    @TempDir
    private Path folder;

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private byte[] run(String... command) throws IOException, InterruptedException {
        assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends in time").isTrue();
        byte[] output = Files.readAllBytes(said);
        assertThat(process.exitValue()).as(new String(output, ISO_8859_1)).isZero();
        return output;
    }

    private Path file(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        return Files.write(folder.resolve("content"), content);
    }

    @Test
    void curlGetsBackWhatItSends() throws Exception {
        Path sent = file(3_000_000);
        try (Http2ServerUnderTest server = Http2ServerUnderTest.with(Handlers.echo())) {
            byte[] got = run(
                    "curl",
                    "-sS",
                    "--http2-prior-knowledge",
                    "--data-binary",
                    "@" + sent,
                    "http://127.0.0.1:" + server.port() + "/");

            assertThat(got).isEqualTo(Files.readAllBytes(sent));
            server.assertAllBuffersReturned();
        }
    }

    @Test
    void nghttpAsksForManyThingsAtOnce() throws Exception {
        try (Http2ServerUnderTest server = Http2ServerUnderTest.with(Handlers.text(request -> "seen"))) {
            String[] command = new String[22];
            Arrays.setAll(command, i -> "http://127.0.0.1:" + server.port() + "/?" + i);
            command[0] = "nghttp";
            command[1] = "--no-dep";

            assertThat(new String(run(command), ISO_8859_1)).isEqualTo("seen".repeat(20));
        }
    }

    @Test
    void h2loadHasEveryRequestAnswered() throws Exception {
        try (Http2ServerUnderTest server = Http2ServerUnderTest.with(Handlers.echo())) {
            String said = new String(
                    run(
                            "h2load",
                            "-n2000",
                            "-c10",
                            "-m20",
                            "-d" + file(20_000),
                            "http://127.0.0.1:" + server.port() + "/"),
                    ISO_8859_1);

            assertThat(said).contains("2000 succeeded, 0 failed, 0 errored, 0 timeout");
            server.assertAllBuffersReturned();
        }
    }
}
