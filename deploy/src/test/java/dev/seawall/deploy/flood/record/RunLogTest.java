package dev.seawall.deploy.flood.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to a log is read again as it was. */
class RunLogTest {
    @TempDir
    Path folder;

    private static final List<Entry> ENTRIES = List.of(
            new Run(
                    1,
                    "flood",
                    List.of("--quick"),
                    "It holds.",
                    Map.of("java", "25"),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of()),
            new Window(2, 5_000, "split", "udp", 2, 1, 1e8, 0.99e8, 0.01, 0.4, ""),
            new Polite(3, 500, "front-door-1", 50, 49, Map.of("timeout", 1L), latency(900, 1_100)),
            new Fsyncs(3, 500, "worker-1", 2, 0, 12, latency(700, 800)),
            new Attack(3, 500, "udp", "front-door-1", 7_000, 50_000_000, Map.of()),
            new Usage(3, 500, "front-door-1", 120, 1, 2, 3, 4, 5),
            new Happening(4, "the Elastic IP moved"));

    private static Latency latency(long... micros) {
        Histogram histogram = Latency.histogram();
        for (long one : micros) {
            histogram.recordValue(Latency.clamp(one));
        }
        return Latency.of(histogram);
    }

    @Test
    void everyKindOfEntryComesBackAsItWas() throws IOException {
        Path file = folder.resolve("run.jsonl");
        try (var log = RunLog.appendingTo(file)) {
            for (Entry entry : ENTRIES) {
                log.write(entry);
            }
        }
        assertThat(RunLog.read(file)).isEqualTo(ENTRIES);
    }

    @Test
    void aLastLineThatWasCutOffIsLeftOutAndAnyOtherIsNot() throws IOException {
        Path file = folder.resolve("run.jsonl");
        Files.writeString(file, RunLog.line(ENTRIES.get(6)) + "\n{\"entry\":\"win");
        assertThat(RunLog.read(file)).containsExactly(ENTRIES.get(6));

        Files.writeString(file, "\n" + RunLog.line(ENTRIES.get(6)) + "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> RunLog.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void distributionsAddUp() {
        Histogram sum = Latency.sum(List.of(latency(100, 200), latency(300)));
        assertThat(sum.getTotalCount()).isEqualTo(3);
        assertThat(sum.getMaxValue()).isBetween(300L, 303L);
        assertThat(Latency.clamp(Long.MAX_VALUE)).isEqualTo(600_000_000L);
    }
}
