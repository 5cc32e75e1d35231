package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.RunLog;
import dev.seawall.deploy.lab.fabric.RealLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged {@code ./seawall flood}, with real namespaces, interfaces, a network volume and packets. The ratios are
 * those that a rough and busy computer still shows; the thorough run's are in docs/flood-lab.md.
 */
class FloodLabIT {
    private static final long LIMIT_SECONDS = 240;

    private static final String SCENARIO = """
            name: ratios
            summary: the outage and the cure, for a test
            hypothesis: Colocated storage is lost in a flood, split storage is not.
            topologies: [colocated, two-doors]
            attacks:
              - {kind: udp, times: [2]}
            windows: {settle: 700ms, measure: 2500ms, recover: 4s, repeats: 2}
            """;

    @BeforeAll
    static void needTheLab() throws Exception {
        RealLab.needsVolumes();
    }

    @Test
    void theOutageAndItsCureShowAlsoWhereAnEarlierFloodWasKilled(@TempDir Path directory) throws Exception {
        var seawall = new PackagedSeawall(directory);
        Files.writeString(directory.resolve("ratios.yaml"), SCENARIO);

        killInTheMiddle(seawall);

        Path run = directory.resolve("run");
        Path output = directory.resolve("flood.txt");
        var flood = seawall.start(output, List.of(), "flood", "ratios.yaml", "-o", run.toString());
        assertThat(flood.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as(() -> "the flood ends; so far it said: " + PackagedSeawall.text(output))
                .isTrue();
        // 2 says that a claim of Seawall's was denied, which a busy computer can bring about.
        assertThat(flood.exitValue()).as(PackagedSeawall.text(output)).isIn(0, 2);
        assertThat(run.resolve("report.html")).exists();

        var seen = FloodRatios.of(RunLog.read(run.resolve("run.jsonl")));
        assertThat(seen.fsyncsKept("colocated"))
                .as(PackagedSeawall.text(output))
                .isLessThan(0.05);
        assertThat(seen.fsyncsKept("two-doors"))
                .as(PackagedSeawall.text(output))
                .isGreaterThan(0.40);
        assertThat(seen.p50Ratio("two-doors")).as(PackagedSeawall.text(output)).isLessThan(5);
        assertThat(seen.answered("two-doors", "front-door-2"))
                .as(PackagedSeawall.text(output))
                .isGreaterThanOrEqualTo(0.99);
        assertThat(images(directory)).doesNotExist();
    }

    /** With SIGKILL, which nothing can clean up after: the kernel does. */
    private static void killInTheMiddle(PackagedSeawall seawall) throws Exception {
        List<String> loopsBefore = loops();
        Path run = seawall.directory.resolve("killed");
        Path output = seawall.directory.resolve("killed.txt");
        var flood = seawall.start(
                output, List.of(), "flood", "--topology", "colocated", "--times", "2", "-o", run.toString());
        Awaiting.until("the flood is under way: " + output, () -> {
            assertThat(flood.isAlive()).as(() -> PackagedSeawall.text(output)).isTrue();
            return isUnderWay(run.resolve("run.jsonl"));
        });
        var remains = Remains.of(seawall.directory.resolve(".seawall/flood/sandbox.json"));
        assertThat(remains.processes()).hasSizeGreaterThan(5);
        assertThat(loops()).hasSizeGreaterThan(loopsBefore.size());
        assertThat(images(seawall.directory)).exists();

        flood.destroyForcibly();

        Awaiting.until("every process of the killed flood is gone", () -> remains.processes()
                .isEmpty());
        Awaiting.until("its namespaces are gone", () -> remains.networks().isEmpty());
        Awaiting.until("its loop device is gone", () -> loopsBefore.containsAll(loops()));
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain("seawall-flood-");
    }

    private static boolean isUnderWay(Path log) {
        try {
            return Files.exists(log) && RunLog.read(log).stream().anyMatch(FloodLabIT::floods);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean floods(Entry entry) {
        return entry instanceof Attack attack && attack.operations() > 0;
    }

    /** Those whose file is one of a flood's volumes. */
    private static List<String> loops() {
        try (Stream<Path> devices = Files.list(Path.of("/sys/block"))) {
            return devices.map(device -> device.resolve("loop/backing_file"))
                    .filter(FloodLabIT::isFloods)
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It may go while it is looked at. */
    private static boolean isFloods(Path backingFile) {
        try {
            return Files.readString(backingFile).contains("seawall-flood-");
        } catch (IOException e) {
            return false;
        }
    }

    /** Where a flood of this directory keeps its volumes while it runs. */
    private static Path images(Path directory) {
        Path home = directory.resolve(".seawall/flood").toAbsolutePath().normalize();
        return Path.of("/dev/shm", "seawall-flood-" + Integer.toHexString(home.hashCode()));
    }
}
