package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.tls.CertificateSighting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A certificate among the observations (docs/protocol.md section 8), times in milliseconds. Immutable. */
record SeenCertificate(
        String observer, String subject, String outcome, Instant at, Facts certificate, String sentence) {

    /** {@code of}: who showed it, or what the observer uses it for. */
    record Facts(String of, String subject, String serial, Instant notAfter) {}

    static SeenCertificate of(CertificateSighting seen, Instant now) {
        return new SeenCertificate(
                seen.observer(),
                "certificate",
                seen.certificate().hasExpired(now) ? "failed" : "reached",
                seen.at().truncatedTo(ChronoUnit.MILLIS),
                new Facts(
                        seen.of(),
                        seen.certificate().subject(),
                        seen.certificate().serial(),
                        seen.certificate().notAfter()),
                seen.sentence(now));
    }
}
