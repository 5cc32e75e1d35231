package dev.seawall.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
    @TempDir
    Path directory;

    private final ProcessHandle self = ProcessHandle.current();

    @Test
    void aProcessIsFoundAgainThroughItsRecord() throws Exception {
        var file = directory.resolve("worker-1.json");
        ProcessRecord.of("worker-1", self, "build-1").write(file);

        var read = ProcessRecord.read(file).orElseThrow();

        assertThat(read.process()).contains(self);
        assertThat(read.build()).isEqualTo("build-1");
    }

    @Test
    void aPidGivenToAnotherProcessIsNotTakenForTheOneThatWasStarted() {
        var anotherLife = new ProcessRecord("worker-1", self.pid(), Instant.parse("2020-01-01T00:00:00Z"), "build-1");

        assertThat(anotherLife.process()).isEmpty();
    }

    @Test
    void aRecordFromBeforeTheFirstStartIsNone() throws Exception {
        assertThat(ProcessRecord.read(directory.resolve("worker-9.json"))).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsToldWithItsFile() throws Exception {
        var file = Files.writeString(directory.resolve("worker-1.json"), "{\"pid\": ");

        assertThatThrownBy(() -> ProcessRecord.read(file))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining(file.toString());
    }
}
