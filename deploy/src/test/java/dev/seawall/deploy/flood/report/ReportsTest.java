package dev.seawall.deploy.flood.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.analysis.PlausibleRun;
import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's log becomes two files, and two of them a comparison. */
class ReportsTest {
    @TempDir
    Path folder;

    private Path run(String name, List<Entry> entries) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(name));
        try (var log = RunLog.appendingTo(directory.resolve(Reports.LOG))) {
            for (Entry entry : entries) {
                log.write(entry);
            }
        }
        return directory;
    }

    @Test
    void aReportIsReadAgainAsItWasWritten() throws IOException {
        Path directory = run("a", PlausibleRun.table(3, 2, 5).log());

        var written = Reports.write(directory);

        assertThat(Reports.read(directory).claims()).isEqualTo(written.claims());
        assertThat(directory.resolve(Reports.HTML)).isNotEmptyFile();
    }
}
