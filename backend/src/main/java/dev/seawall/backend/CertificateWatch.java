package dev.seawall.backend;

import dev.seawall.backend.api.ApiServer;
import dev.seawall.backend.config.Rules;
import dev.seawall.backend.telemetry.BackendMetrics;
import dev.seawall.backend.tls.CertificateFacts;
import dev.seawall.backend.tls.LiveIdentity;
import dev.seawall.backend.tls.TlsConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's certificate, if it has one: looked after, and passed on to whoever uses or shows it. Thread rule:
 * {@link #protect} once, by the main thread; the rest from any thread.
 */
final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final @Nullable LiveIdentity identity;

    private CertificateWatch(@Nullable LiveIdentity identity) {
        this.identity = identity;
    }

    /**
     * Reads the certificate.
     *
     * @throws dev.seawall.backend.config.ConfigException when there is to be one and it cannot be used
     */
    static CertificateWatch load(BackendConfig config) {
        TlsConfig tls = config.tls();
        try {
            return new CertificateWatch(tls == null ? null : new LiveIdentity(tls, config.deployment(), LOG::warn));
        } catch (IOException e) {
            new Rules().that(false, "tls", "can't be used: " + e.getMessage()).check();
            throw new IllegalStateException("a broken rule was not reported", e);
        }
    }

    /** From now on the port serves with the certificate, which follows its files. */
    void protect(ApiServer api, BackendMetrics metrics) {
        LiveIdentity live = identity;
        if (live == null) {
            return;
        }
        api.secure(live, metrics::onHandshakeFailed);
        metrics.registerCertificate(() -> live.current().certificate());
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("certificate").factory());
        var unused = timer.scheduleWithFixedDelay(live::check, 1, 1, TimeUnit.SECONDS);
    }

    /** What is shown now: one, or none. */
    List<CertificateFacts> certificates() {
        return identity == null ? List.of() : List.of(identity.current().certificate());
    }

    /** Why no front door will take it; empty as long as it is good. */
    List<String> reasons() {
        Instant now = Clock.systemUTC().instant();
        return identity == null ? List.of() : identity.reasons(now);
    }
}
