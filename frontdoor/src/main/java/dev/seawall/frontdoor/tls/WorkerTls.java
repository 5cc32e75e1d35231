package dev.seawall.frontdoor.tls;

import dev.seawall.frontdoor.workers.WorkerAddress;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Mutual TLS towards the workers (docs/protocol.md section 9): a worker must prove to be
 * {@code <slot>.<deployment>.internal}, whatever its address.
 *
 * <p>Thread rule: thread-safe.
 */
public final class WorkerTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final String deployment;
    private final LiveIdentity identity;
    private final Certificates certificates;

    /** @param certificates told what the workers show */
    public WorkerTls(String deployment, LiveIdentity identity, Certificates certificates) {
        this.deployment = deployment;
        this.identity = identity;
        this.certificates = certificates;
    }

    /** For one connection to a worker, whose certificate must be for its slot (RFC 9110 §4.3.4). */
    public SSLEngine engine(WorkerAddress worker) {
        String wanted = worker.name() + '.' + deployment + ".internal";
        SSLEngine engine = identity.current().context().createSSLEngine(wanted, worker.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A handshake with a worker succeeded. */
    public void onHandshake(WorkerAddress worker, SSLSession session) {
        try {
            X509Certificate shown = (X509Certificate) session.getPeerCertificates()[0];
            certificates.onSeen(worker.name(), CertificateFacts.of(shown));
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException(worker.name() + " was let in without a certificate", e);
        }
    }
}
