package dev.seawall.backend.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A certificate with its key and who is let in, ready for handshakes. A new one begins without the sessions of the one
 * before, so that nobody is let in by what has been replaced. Immutable.
 */
public record TlsIdentity(SSLContext context, CertificateFacts certificate) {
    /** A resumed session repeats no check of certificates (RFC 8446 §2.2): not for long. */
    private static final int RESUMABLE_SECONDS = 300;

    /** @throws IOException whose message says which file and what was found in it */
    static TlsIdentity load(TlsConfig files, String deployment) throws IOException {
        X509Certificate[] chain = Pem.certificates(files.certificate());
        var key = Pem.privateKey(files.privateKey());
        if (!Pem.belongTogether(key, chain[0].getPublicKey())) {
            throw new IOException(
                    files.privateKey() + " is not the private key of the first certificate in " + files.certificate());
        }
        char[] password = UUID.randomUUID().toString().toCharArray();
        try {
            KeyStore keys = empty();
            keys.setKeyEntry("worker", key, password, chain);
            var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(keys, password);
            KeyStore authorities = empty();
            for (X509Certificate authority : Pem.certificates(files.authority())) {
                authorities.setCertificateEntry(authority.getSerialNumber().toString(16), authority);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            var frontDoors = new FrontDoorsOnly((X509ExtendedTrustManager) trust.getTrustManagers()[0], deployment);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), new TrustManager[] {frontDoors}, null);
            context.getServerSessionContext().setSessionTimeout(RESUMABLE_SECONDS);
            return new TlsIdentity(context, CertificateFacts.of(chain[0]));
        } catch (GeneralSecurityException e) {
            throw new IOException(files.certificate() + " can't be used for TLS: " + e.getMessage(), e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
