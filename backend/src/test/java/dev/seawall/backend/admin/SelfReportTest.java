package dev.seawall.backend.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.store.StoreFacts;
import dev.seawall.backend.tls.CertificateFacts;
import dev.seawall.backend.volume.VolumeFacts;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The writer produces what docs/protocol/observations.json shows of a worker. */
class SelfReportTest {
    private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LAST = Instant.parse("2026-11-22T10:15:30Z");
    private static final String DESCRIBED = "volume vol-0123456789abcdef0 on nvme1n1, mounted at /var/lib/seawall/data,"
            + " fence held by i-0123456789abcdef0 (epoch 7, since 2026-11-22T10:00:00Z)";
    private static final CertificateFacts CERTIFICATE = new CertificateFacts(
            "CN=worker-1.shop.internal", "3f9c2a7b51d0e864", Instant.parse("2027-02-19T10:15:30Z"));
    private final JsonMapper json = new JsonMapper();

    private static VolumeFacts volume(@Nullable String trouble, boolean notReady) {
        return new VolumeFacts(
                DESCRIBED,
                "vol-0123456789abcdef0",
                new VolumeFacts.Holder("i-0123456789abcdef0", 7, STARTED),
                new VolumeFacts.Fsyncs(
                        60, Duration.ofNanos(1_204_000), Duration.ofNanos(3_500_000), Duration.ofNanos(4_100_000)),
                LAST,
                trouble,
                notReady,
                Duration.ZERO);
    }

    private JsonNode written(VolumeFacts volume) {
        var store = new StoreFacts(120, 3_250_585, LAST.minusMillis(3_000), Duration.ofNanos(1_200_000), 0, null);
        var clock = Clock.fixed(Instant.parse("2026-11-22T10:15:30.800Z"), ZoneOffset.UTC);
        var report = new SelfReport(
                "worker-1",
                "shop",
                "0.1.0",
                "/var/lib/seawall/data",
                STARTED,
                clock,
                () -> store,
                () -> volume,
                () -> List.of(CERTIFICATE));
        return json.readTree(report.json());
    }

    private JsonNode golden() throws IOException {
        try (InputStream in = SelfReportTest.class.getResourceAsStream("/protocol/observations.json")) {
            return json.readTree(Objects.requireNonNull(in));
        }
    }

    @Test
    void storeVolumeAndCertificateAreWrittenAsTheGoldenFileShows() throws Exception {
        JsonNode report = written(volume(null, false));

        assertThat(report.at("/observations/0")).isEqualTo(golden().at("/observations/2"));
        assertThat(report.at("/observations/1")).isEqualTo(golden().at("/observations/3"));
        assertThat(report.at("/observations/2")).isEqualTo(golden().at("/observations/4"));
        assertThat(report.get("role").asString()).isEqualTo("backend");
        assertThat(report.propertyNames()).containsExactlyElementsOf(golden().propertyNames());
    }

    @Test
    void aStuckVolumeIsSaidToHaveFailed() {
        JsonNode stuck = written(volume("no fsync has returned for 7.0 s on /var/lib/seawall/data", true))
                .at("/observations/1");

        assertThat(stuck.get("outcome").asString()).isEqualTo("failed");
        assertThat(stuck.get("at").asString()).isEqualTo("2026-11-22T10:15:30.800Z");
        assertThat(stuck.get("sentence").asString())
                .isEqualTo("worker-1 serves from " + DESCRIBED + "; no fsync has returned for 7.0 s on"
                        + " /var/lib/seawall/data; the last fsync returned 0 s ago");
    }

    @Test
    void beforeTheFirstFsyncNothingIsClaimed() {
        var facts = new VolumeFacts("the directory /data", null, null, null, null, null, false, Duration.ZERO);

        JsonNode volume = written(facts).at("/observations/1");

        assertThat(volume.propertyNames()).containsExactly("observer", "subject", "outcome", "sentence");
        assertThat(volume.get("outcome").asString()).isEqualTo("unknown");
        assertThat(volume.get("sentence").asString())
                .isEqualTo("worker-1 serves from the directory /data; no fsync has returned yet");
    }

    @Test
    void readinessNamesTheVolumeOnlyWhileItIsStuck() {
        var readiness = new Readiness(List::of);
        var store = new StoreFacts(0, 0, null, null, 0, null);

        assertThat(readiness.reasonsAgainst(store, volume(null, false))).isEmpty();
        assertThat(readiness.reasonsAgainst(store, volume("no fsync has returned for 3.0 s", false)))
                .isEmpty();
        assertThat(readiness.reasonsAgainst(store, volume("no fsync has returned for 7.0 s", true)))
                .containsExactly("no fsync has returned for 7.0 s");
    }
}
