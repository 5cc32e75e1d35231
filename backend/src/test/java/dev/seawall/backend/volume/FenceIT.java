package dev.seawall.backend.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A claim that is killed leaves the old record or the new one. */
class FenceIT {
    @TempDir
    Path directory = Path.of("unset");

    @Test
    void aKillInTheMiddleOfAClaimLeavesTheOldRecordOrTheNewOne() throws Exception {
        var random = new Random();
        long claimed = 0;

        for (int round = 0; round < 4; round++) {
            int claims = 5 + random.nextInt(60);
            Process process = start(claimed + 1);
            try (var said = process.inputReader()) {
                for (int i = 0; i < claims; i++) {
                    claimed = Long.parseLong(said.readLine());
                }
                process.toHandle().destroyForcibly(); // Unlike the process's own, this leaves what it said readable.
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    claimed = Long.parseLong(line);
                }
            } finally {
                process.destroyForcibly();
            }

            FenceRecord found = FenceRecord.read(Files.readString(directory.resolve(Fence.FILE)));
            assertThat(found.epoch()).isBetween(claimed, claimed + 1);
            assertThat(found.owner()).isEqualTo("i-" + found.epoch());
            assertThat(found.whose()).isEqualTo(ClaimsInARow.SLOT);
            claimed = found.epoch();
        }
    }

    private Process start(long epoch) throws Exception {
        String classPath = "target/seawall-backend.jar" + File.pathSeparator + "target/test-classes";
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        ClaimsInARow.class.getName(),
                        directory.toString(),
                        Long.toString(epoch)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
