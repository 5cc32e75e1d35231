package dev.seawall.backend.admin;

import dev.seawall.backend.store.StoreFacts;
import dev.seawall.backend.tls.CertificateFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a worker observes of itself, as in docs/protocol/observations.json. Thread rule: immutable.
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
        Supplier<List<CertificateFacts>> certificates) {

    Map<String, Object> observations(StoreFacts facts) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("component", component);
        report.put("role", "backend");
        report.put("deployment", deployment);
        report.put("version", version);
        report.put("startedAt", startedAt.toString());
        report.put("now", clock.instant().toString());
        List<Map<String, Object>> observations = new ArrayList<>(List.of(store(facts)));
        certificates.get().forEach(each -> observations.add(SeenCertificate.observation(component, each, clock.instant())));
        report.put("observations", observations);
        return report;
    }

    private Map<String, Object> store(StoreFacts facts) {
        Instant lastReachedAt = facts.lastCommitAt() == null ? startedAt : facts.lastCommitAt();
        boolean failed = facts.failure() != null;
        Map<String, Object> observation = new LinkedHashMap<>();
        observation.put("observer", component);
        observation.put("subject", "store");
        observation.put("outcome", failed ? "failed" : "reached");
        observation.put("at", (failed ? clock.instant() : lastReachedAt).toString());
        observation.put("lastReachedAt", lastReachedAt.toString());
        observation.put("objects", facts.objects());
        observation.put("bytes", facts.bytes());
        observation.put("sentence", sentence(facts));
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
        double millis = facts.lastCommitTook().toNanos() / 1e6;
        return holds + "; the last commit took " + String.format(Locale.ROOT, "%.1f ms, ", millis)
                + ago(facts.lastCommitAt());
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
