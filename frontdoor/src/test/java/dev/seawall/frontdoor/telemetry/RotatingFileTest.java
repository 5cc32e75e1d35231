package dev.seawall.frontdoor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    @TempDir
    private Path directory;

    @Test
    void aFullFileIsNumberedAndTheOldestIsForgotten() throws IOException {
        try (var file = new RotatingFile(directory.resolve("log"), 10, 2)) {
            for (String line : new String[] {"1 2 3 4\n", "5 6 7 8\n", "9 10\n", "11\n", "12 13\n"}) {
                file.append(line);
            }
        }

        assertThat(directory.resolve("log")).hasContent("12 13\n");
        assertThat(directory.resolve("log.1")).hasContent("9 10\n11\n");
        assertThat(directory.resolve("log.2")).hasContent("5 6 7 8\n");
        assertThat(directory.resolve("log.3")).doesNotExist();
    }

    @Test
    void aFileFromBeforeARestartIsContinuedAndItsSizeCounts() throws IOException {
        Path path = directory.resolve("log");
        Files.writeString(path, "before\n");
        try (var file = new RotatingFile(path, 10, 1)) {
            file.append("a\n");
            file.append("b\n");
        }

        assertThat(directory.resolve("log.1")).hasContent("before\na\n");
        assertThat(path).hasContent("b\n");
    }

    @Test
    void aLineLongerThanTheLimitIsWrittenWhole() throws IOException {
        try (var file = new RotatingFile(directory.resolve("log"), 4, 1)) {
            file.append("0123456789\n");
        }

        assertThat(directory.resolve("log")).hasContent("0123456789\n");
        assertThat(directory.resolve("log.1")).doesNotExist();
    }
}
