package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.guard.ListSighting;
import dev.seawall.frontdoor.telemetry.Identity;
import dev.seawall.frontdoor.tls.CertificateSighting;
import dev.seawall.frontdoor.workers.Observation;
import dev.seawall.frontdoor.workers.Observations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code GET /-/observations} (docs/protocol.md section 8; golden: docs/protocol/observations.json). */
record ObservationsReport(
        String component,
        String role,
        String deployment,
        String version,
        Instant startedAt,
        Instant now,
        List<Object> observations) {

    /**
     * Our own observations of the workers first, then knobs that are set, the certificates, the guard's lists, and what
     * workers say of themselves.
     */
    static ObservationsReport of(
            Identity identity,
            Instant now,
            Observations observations,
            List<SeenKnob> knobs,
            List<CertificateSighting> certificates,
            List<ListSighting> lists) {
        Stream<Object> seen = observations.observe().stream().map(Seen::of);
        Stream<Object> set = knobs.stream().map(each -> each);
        Stream<Object> shown = certificates.stream().map(each -> SeenCertificate.of(each, now));
        Stream<Object> listed = lists.stream().map(each -> SeenList.of(identity.component(), each));
        Stream<Object> reported = observations.reported().stream().map(each -> each);
        return new ObservationsReport(
                identity.component(),
                "frontdoor",
                identity.deployment(),
                identity.version(),
                identity.startedAt().truncatedTo(ChronoUnit.MILLIS),
                now.truncatedTo(ChronoUnit.MILLIS),
                Stream.of(seen, set, shown, listed, reported)
                        .flatMap(each -> each)
                        .toList());
    }

    /** One observation, times in milliseconds. */
    record Seen(
            String observer,
            String subject,
            String address,
            String outcome,
            @Nullable Double rttMillis,
            @Nullable Instant at,
            @Nullable Instant lastReachedAt,
            int tries,
            String breaker,
            String sentence) {

        static Seen of(Observation seen) {
            return new Seen(
                    seen.observer(),
                    seen.subject(),
                    seen.address(),
                    seen.outcome().name().toLowerCase(Locale.ROOT),
                    millis(seen.roundTrip()),
                    truncated(seen.at()),
                    truncated(seen.lastReachedAt()),
                    seen.tries(),
                    seen.breaker(),
                    seen.sentence());
        }

        private static @Nullable Double millis(@Nullable Duration duration) {
            return duration == null ? null : Math.floorDiv(duration.toNanos(), 1000) / 1000.0;
        }

        private static @Nullable Instant truncated(@Nullable Instant instant) {
            return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
