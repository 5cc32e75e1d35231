package dev.seawall.backend.admin;

import dev.seawall.backend.tls.CertificateFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A worker's own certificate among its observations (docs/protocol.md section 8). Stateless. */
final class SeenCertificate {
    private SeenCertificate() {}

    static Map<String, Object> observation(String component, CertificateFacts certificate, Instant now) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("of", "tls");
        facts.put("subject", certificate.subject());
        facts.put("serial", certificate.serial());
        facts.put("notAfter", certificate.notAfter().toString());
        Map<String, Object> observation = new LinkedHashMap<>();
        observation.put("observer", component);
        observation.put("subject", "certificate");
        observation.put("outcome", certificate.hasExpired(now) ? "failed" : "reached");
        observation.put("at", now.toString());
        observation.put("certificate", facts);
        observation.put("sentence", component + "'s certificate for tls " + certificate.expiry(now));
        return observation;
    }
}
