package dev.seawall.frontdoor.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key and whom its holder trusts, ready for handshakes. A new one begins without the sessions of
 * the one before, so that nobody is let in by what has been replaced. Immutable.
 */
public record TlsIdentity(SSLContext context, CertificateFacts certificate) {
    /** A resumed session repeats no check of certificates (RFC 8446 §2.2): not for long. */
    private static final int RESUMABLE_SECONDS = 300;

    /**
     * Reads it.
     *
     * @throws IOException whose message says which file, what was found in it and what to do
     */
    static TlsIdentity load(TlsFiles files) throws IOException {
        char[] password = UUID.randomUUID().toString().toCharArray();
        KeyStore keys = PemKeyStore.load(files.certificate(), files.privateKey(), password);
        try {
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), trusting(files.authority()), null);
            context.getClientSessionContext().setSessionTimeout(RESUMABLE_SECONDS);
            context.getServerSessionContext().setSessionTimeout(RESUMABLE_SECONDS);
            return new TlsIdentity(
                    context, CertificateFacts.of((X509Certificate) keys.getCertificate(PemKeyStore.ALIAS)));
        } catch (GeneralSecurityException e) {
            throw new IOException(files.certificate() + " can't be used for TLS: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trusting(@Nullable Path authority)
            throws GeneralSecurityException, IOException {
        if (authority == null) {
            return null;
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(PemKeyStore.loadAuthorities(authority));
        return new TrustManager[] {new ExplainedTrust((X509ExtendedTrustManager) trust.getTrustManagers()[0], authority)
        };
    }
}
