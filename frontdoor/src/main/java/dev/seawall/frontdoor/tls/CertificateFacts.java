package dev.seawall.frontdoor.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * What people and machines ask about a certificate. Immutable.
 *
 * @param subject RFC 2253, such as {@code CN=worker-2.shop.internal}
 * @param serial hexadecimal, lower case
 */
public record CertificateFacts(String subject, String serial, Instant notAfter) {
    private static final Duration HOURS_BELOW = Duration.ofDays(2);

    public static CertificateFacts of(X509Certificate certificate) {
        return new CertificateFacts(
                certificate.getSubjectX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                certificate.getNotAfter().toInstant());
    }

    public boolean hasExpired(Instant now) {
        return now.isAfter(notAfter);
    }

    /** {@code expires in 12 days}, {@code expires in 5 h}, {@code expired 3 days ago}. */
    public String expiry(Instant now) {
        Duration left = Duration.between(now, notAfter);
        return left.isNegative() ? "expired " + text(left.negated()) + " ago" : "expires in " + text(left);
    }

    private static String text(Duration time) {
        return time.compareTo(HOURS_BELOW) < 0 ? time.toHours() + " h" : time.toDays() + " days";
    }
}
