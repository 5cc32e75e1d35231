package dev.seawall.frontdoor.tls;

import java.time.Duration;
import java.time.Instant;

/**
 * A certificate as somebody saw it. Immutable.
 *
 * @param of the slot that showed it in a handshake; {@code https} or {@code workerTls}, the key of the configuration,
 *     for the observer's own
 * @param at when it was shown last, or taken into use
 */
public record CertificateSighting(String observer, String of, CertificateFacts certificate, Instant at) {

    /** {@code certificate of worker-2 expires in 12 days; front-door-1 saw it 4 s ago}. */
    public String sentence(Instant now) {
        boolean own = of.equals(Certificates.HTTPS) || of.equals(Certificates.WORKER_TLS);
        return (own ? observer + "'s certificate for " : "certificate of ") + of + " " + certificate.expiry(now)
                + (own ? "" : "; " + observer + " saw it " + seconds(now) + " s ago");
    }

    private long seconds(Instant now) {
        return Math.max(0, Duration.between(at, now).toSeconds());
    }
}
