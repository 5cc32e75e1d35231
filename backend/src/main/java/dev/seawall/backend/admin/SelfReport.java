package dev.seawall.backend.admin;

import dev.seawall.backend.store.StoreFacts;
import dev.seawall.backend.tls.CertificateFacts;
import dev.seawall.backend.volume.VolumeFacts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a worker observes of itself, as in docs/protocol/observations.json. Thread rule: thread-safe, never blocks.
 *
 * @param data where the store is, for people
 */
public record SelfReport(
        String component,
        String deployment,
        String version,
        String data,
        Instant startedAt,
        Clock clock,
        Supplier<StoreFacts> store,
        Supplier<VolumeFacts> volume,
        Supplier<List<CertificateFacts>> certificates) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The whole report. */
    public byte[] json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("component", component);
        report.put("role", "backend");
        report.put("deployment", deployment);
        report.put("version", version);
        report.put("startedAt", startedAt.toString());
        report.put("now", clock.instant().toString());
        List<Map<String, Object>> observations = new ArrayList<>(List.of(of(store.get()), of(volume.get())));
        certificates
                .get()
                .forEach(each -> observations.add(SeenCertificate.observation(component, each, clock.instant())));
        report.put("observations", observations);
        return (JSON.writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> of(StoreFacts facts) {
        Instant lastReachedAt = facts.lastCommitAt() == null ? startedAt : facts.lastCommitAt();
        boolean failed = facts.failure() != null;
        Map<String, Object> observation = observation("store", failed ? "failed" : "reached");
        observation.put("at", (failed ? clock.instant() : lastReachedAt).toString());
        observation.put("lastReachedAt", lastReachedAt.toString());
        observation.put("objects", facts.objects());
        observation.put("bytes", facts.bytes());
        observation.put("sentence", sentence(facts));
        return observation;
    }

    private Map<String, Object> of(VolumeFacts facts) {
        Instant lastAt = facts.lastAt();
        boolean failed = facts.trouble() != null;
        Map<String, Object> observation =
                observation("volume", failed ? "failed" : lastAt == null ? "unknown" : "reached");
        if (failed || lastAt != null) {
            observation.put("at", (failed || lastAt == null ? clock.instant() : lastAt).toString());
        }
        if (lastAt != null) {
            observation.put("lastReachedAt", lastAt.toString());
        }
        if (facts.id() != null) {
            observation.put("volume", facts.id());
        }
        if (facts.fence() != null) {
            observation.put("owner", facts.fence().owner());
            observation.put("epoch", facts.fence().epoch());
            observation.put("since", facts.fence().since().toString());
        }
        if (facts.fsyncs() != null) {
            observation.put("fsyncP50Millis", millis(facts.fsyncs().p50()));
            observation.put("fsyncP99Millis", millis(facts.fsyncs().p99()));
            observation.put("fsyncMaxMillis", millis(facts.fsyncs().max()));
        }
        observation.put("sentence", sentence(facts));
        return observation;
    }

    private Map<String, Object> observation(String subject, String outcome) {
        Map<String, Object> observation = new LinkedHashMap<>();
        observation.put("observer", component);
        observation.put("subject", subject);
        observation.put("outcome", outcome);
        return observation;
    }

    private String sentence(StoreFacts facts) {
        String holds = component + " holds " + facts.objects() + (facts.objects() == 1 ? " object, " : " objects, ")
                + size(facts.bytes()) + ", in " + data;
        if (facts.failure() != null) {
            return holds + "; it takes no more writes: " + facts.failure();
        }
        if (facts.lastCommitAt() == null || facts.lastCommitTook() == null) {
            return holds + "; no commit since the start, " + ago(startedAt);
        }
        return holds + "; the last commit took " + inWords(facts.lastCommitTook()) + ", " + ago(facts.lastCommitAt());
    }

    private String sentence(VolumeFacts facts) {
        String where = component + " serves from " + facts.described();
        Instant lastAt = facts.lastAt();
        String last = lastAt == null ? "no fsync has returned yet" : "the last fsync returned " + ago(lastAt);
        if (facts.trouble() != null) {
            return where + "; " + facts.trouble() + "; " + last;
        }
        VolumeFacts.Fsyncs fsyncs = facts.fsyncs();
        return where + "; "
                + (fsyncs == null
                        ? ""
                        : "an fsync took " + inWords(fsyncs.p50()) + " at p50, " + inWords(fsyncs.p99()) + " at p99, "
                                + inWords(fsyncs.max()) + " at most in the last minute; ")
                + last;
    }

    private static double millis(Duration took) {
        return Math.floorDiv(took.toNanos(), 1000) / 1000.0;
    }

    private static String inWords(Duration took) {
        return String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
    }

    private String ago(Instant then) {
        return Math.max(0, Duration.between(then, clock.instant()).toSeconds()) + " s ago";
    }

    private static String size(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        int unit = Math.min(4, (63 - Long.numberOfLeadingZeros(bytes)) / 10);
        return String.format(Locale.ROOT, "%.1f %ciB", bytes / (double) (1L << (10 * unit)), " KMGT".charAt(unit));
    }
}
