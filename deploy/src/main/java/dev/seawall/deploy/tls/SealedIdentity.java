package dev.seawall.deploy.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Text that only one elliptic-curve key can open: ephemeral-static Diffie-Hellman with SHA-256 as key derivation, the
 * key wrapped by AES-256, the content encrypted by AES-256-CBC (RFC 5753 section 3.1.1, RFC 3565). {@code openssl cms
 * -decrypt} reads it. Stateless.
 */
final class SealedIdentity {
    /** Not installed in the JVM: only here is anything asked of it. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private SealedIdentity() {}

    static byte[] seal(String content, X509Certificate recipient) throws GeneralSecurityException {
        var ephemeral = Issuer.newKeys();
        try {
            var agreement = new JceKeyAgreeRecipientInfoGenerator(
                            CMSAlgorithm.ECDH_SHA256KDF,
                            ephemeral.getPrivate(),
                            ephemeral.getPublic(),
                            CMSAlgorithm.AES256_WRAP)
                    .setProvider(BOUNCY_CASTLE);
            agreement.addRecipient(recipient);
            var generator = new CMSEnvelopedDataGenerator();
            generator.addRecipientInfoGenerator(agreement);
            return generator
                    .generate(
                            new CMSProcessableByteArray(content.getBytes(StandardCharsets.US_ASCII)),
                            new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                    .setProvider(BOUNCY_CASTLE)
                                    .build())
                    .getEncoded();
        } catch (CMSException | IOException e) {
            throw new IllegalStateException("the identity could not be sealed: " + e.getMessage(), e);
        }
    }
}
