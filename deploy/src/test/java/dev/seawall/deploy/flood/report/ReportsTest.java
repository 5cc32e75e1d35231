package dev.seawall.deploy.flood.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.flood.analysis.PlausibleRun;
import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.RunLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run's log becomes a report for programs, and two of them a comparison. */
class ReportsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path flood;

    @BeforeEach
    void aRun() throws IOException {
        flood = run(
                "flood",
                PlausibleRun.flood("flood", "--quick")
                        .happening("the lab is up", 1_795_400_001_000L)
                        .topology("split", 1, 5)
                        .topology("failover", 1, 5)
                        .log());
    }

    private Path run(String name, List<Entry> entries) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(name));
        try (var log = RunLog.appendingTo(directory.resolve(Reports.LOG))) {
            for (Entry entry : entries) {
                log.write(entry);
            }
        }
        return directory;
    }

    /** Every field's path and kind, as a program that reads the report relies on them. */
    private static void shape(String path, JsonNode node, Set<String> paths) {
        if (node.isObject() && !path.matches(".*\\.(versions|machine|settings|failures|outcomes|against)")) {
            node.properties().forEach(field -> shape(path + "." + field.getKey(), field.getValue(), paths));
        } else if (node.isArray()) {
            node.forEach(element -> shape(path + "[]", element, paths));
        } else if (!node.isNull()) {
            paths.add(path + " "
                    + (node.isNumber() ? "number" : node.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void theFieldsOfAReportAreThoseThatProgramsRelyOn() throws IOException {
        Reports.write(flood);

        Set<String> paths = new TreeSet<>();
        shape("", JSON.readTree(Files.readString(flood.resolve(Reports.JSON))), paths);

        assertThat(paths).containsExactlyElementsOf(golden());
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReportsTest.class.getResourceAsStream("report-shape.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void aReportIsReadAgainAsItWasWrittenAlsoWithAFieldMore() throws IOException {
        var written = Reports.write(flood);
        Path file = flood.resolve(Reports.JSON);
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"addedLater\": [1],"));

        assertThat(Reports.read(flood).claims()).isEqualTo(written.claims());
        assertThat(Reports.read(file).cells()).hasSameSizeAs(written.cells());
    }

    @Test
    void twoRunsAreComparedCellByCell() throws IOException {
        Path slower = run(
                "slower",
                PlausibleRun.flood("flood", "--thorough")
                        .topology("lane", 1, 5)
                        .topology("split", 1, 5)
                        .log());
        Reports.write(flood);
        Reports.write(slower);

        Comparison comparison = Reports.compare(flood, slower);

        assertThat(comparison.table())
                .contains("before: run of 2026-11-")
                .containsPattern("split, UDP flood at 5x +1\\d\\d\\d → 1\\d\\d\\d \\([01]\\.\\d\\dx\\)")
                .containsPattern("lane, no flood +– → 1\\d\\d\\d")
                .contains("arguments: flood --quick → flood --thorough");
        assertThat(comparison.html())
                .contains("<th scope=\"row\">split, UDP flood at 5x</th>")
                .doesNotContain("<script");
        assertThat(Reports.compare(flood, flood).changes()).isEmpty();
    }

    @Test
    void whatIsNoLogOrNoReportIsRefusedByName() throws IOException {
        Path empty = run("empty", List.of());
        assertThatThrownBy(() -> Reports.write(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run.jsonl: the log has no entry of kind \"run\"");

        Path other = Files.writeString(folder.resolve("other.json"), "{\"format\": 99}");
        assertThatThrownBy(() -> Reports.compare(other, other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.json");

        Path text = Files.writeString(folder.resolve("text.json"), "hello");
        assertThatThrownBy(() -> Reports.compare(text, text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("text.json is not a report");
    }
}
