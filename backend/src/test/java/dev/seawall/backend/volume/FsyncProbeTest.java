package dev.seawall.backend.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a probe makes of fsyncs that return, that don't, and that fail. */
class FsyncProbeTest {
    private static final VolumeMark SLOT = new VolumeMark("shop", "worker-1");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC);
    private static final ProbeConfig CONFIG =
            new ProbeConfig(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

    @TempDir
    Path data = Path.of("unset");

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final List<String> said = new ArrayList<>();
    /** What an fsync does; it takes as long as this moves the time on. */
    private FsyncProbe.Disk disk = (channel, path) -> advance(1);

    private Volume volume;
    private FsyncProbe probe;

    @BeforeEach
    void claim() throws Exception {
        Files.writeString(data.resolve(".seawall-volume"), "vol-0123456789abcdef0");
        var config = new VolumeConfig("vol-0123456789abcdef0", new FenceConfig("i-0aaa", 7));
        volume = Volume.claim(data, SLOT, config, new Kernel(data.resolve("-"), data.resolve("-")), CLOCK);
        probe = new FsyncProbe(
                volume, CONFIG, (channel, path) -> disk.sync(channel, path), listener(), CLOCK, nanos::get);
    }

    @AfterEach
    void release() throws Exception {
        probe.close();
        volume.close();
    }

    private void advance(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    private VolumeListener listener() {
        return new VolumeListener() {
            @Override
            public void onFsync(Duration took) {
                said.add("fsync " + took.toMillis());
            }

            @Override
            public void onTrouble(String observed) {
                said.add("trouble: " + observed);
            }

            @Override
            public void onTroubleOver(String observed) {
                said.add("over: " + observed);
            }

            @Override
            public void onFailed(String observed, Throwable cause) {
                said.add("failed: " + observed);
            }

            @Override
            public void onFenceLost(String observed) {
                said.add("lost: " + observed);
            }
        };
    }

    @Test
    void theLastMinutesLatenciesAreRanked() {
        for (int millis = 1; millis <= 100; millis++) {
            int took = millis;
            disk = (channel, path) -> advance(took);
            probe.probe();
        }

        assertThat(probe.facts().fsyncs())
                .isEqualTo(new VolumeFacts.Fsyncs(
                        100, Duration.ofMillis(50), Duration.ofMillis(99), Duration.ofMillis(100)));
        assertThat(probe.facts().trouble()).isNull();
        assertThat(said).hasSize(100).contains("fsync 1", "fsync 100");

        advance(60_000);
        disk = (channel, path) -> advance(3);
        probe.probe();
        assertThat(probe.facts().fsyncs()).extracting(VolumeFacts.Fsyncs::count).isEqualTo(1);
    }

    @Test
    void theProbesFileKeepsItsSizeAndSaysWhen() throws Exception {
        probe.probe();
        probe.probe();

        assertThat(data.resolve("seawall-probe")).hasSize(64).content().startsWith("2026-11-23T03:00:00Z");
    }

    @Test
    void anFsyncThatDoesNotReturnIsSeenWhileItDoesNotAndSaidOnce() {
        List<VolumeFacts> during = new ArrayList<>();
        disk = (channel, path) -> {
            advance(1_900);
            probe.watch();
            during.add(probe.facts());
            advance(2_000);
            probe.watch();
            probe.watch();
            during.add(probe.facts());
            advance(3_100);
            probe.watch();
            during.add(probe.facts());
        };
        probe.probe();
        probe.watch();

        assertThat(during.get(0).trouble()).isNull();
        assertThat(during.get(1).trouble()).isEqualTo("no fsync has returned for 3.9 s on " + data);
        assertThat(during.get(1).notReady()).isFalse();
        assertThat(during.get(2).trouble()).isEqualTo("no fsync has returned for 7.0 s on " + data);
        assertThat(during.get(2).notReady()).isTrue();
        assertThat(during.get(2).pending()).isEqualTo(Duration.ofSeconds(7));
        assertThat(said)
                .containsExactly(
                        "trouble: no fsync has returned for 3.9 s on " + data,
                        "fsync 7000",
                        "over: fsyncs return again on " + data + ", the slowest of the last minute after 7.0 s");
        assertThat(probe.facts().notReady()).isFalse();
    }

    @Test
    void aFailedFsyncIsSaidOnceAndNeverTriedAgain() {
        List<Path> tried = new ArrayList<>();
        disk = (channel, path) -> {
            tried.add(path);
            throw new IOException("Input/output error");
        };
        probe.probe();
        disk = (channel, path) -> tried.add(path);
        probe.probe();
        probe.watch();

        assertThat(tried).containsExactly(data.resolve("seawall-probe"));
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("failed: the fsync of the probe ")
                .endsWith("error");
        assertThat(probe.facts().notReady()).isTrue();
    }

    @Test
    void aFenceThatAnotherTookEndsTheProbing() throws Exception {
        probe.probe();
        Fence.claim(data, SLOT, new FenceConfig("i-0bbb", 8), CLOCK);
        probe.probe();
        probe.probe();

        assertThat(said)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("lost: the fence ")
                .contains("held by i-0bbb (epoch 8");
        assertThat(probe.facts().trouble()).contains("held by i-0bbb");
        assertThat(probe.facts().notReady()).isTrue();
    }

    @Test
    void theFactsNameVolumePlaceAndHolder() {
        assertThat(probe.facts().described())
                .isEqualTo("volume vol-0123456789abcdef0 by its .seawall-volume, mounted at " + data
                        + ", fence held by i-0aaa (epoch 7, since 2026-11-23T03:00:00Z)");
        assertThat(probe.facts().fence())
                .isEqualTo(new VolumeFacts.Holder("i-0aaa", 7, Instant.parse("2026-11-23T03:00:00Z")));
        assertThat(probe.facts().fsyncs()).isNull();
    }
}
