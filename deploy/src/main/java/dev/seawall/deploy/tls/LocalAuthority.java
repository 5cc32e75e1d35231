package dev.seawall.deploy.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A certificate authority for this machine alone (RFC 5280): its key never leaves the deployment's directory, and what
 * it signs is good for localhost only. Stateless.
 */
public final class LocalAuthority {
    /** The names of the files that a server is to present. */
    public static final String CERTIFICATE = "cert.pem";

    public static final String PRIVATE_KEY = "key.pem";

    /** The longest that browsers take (CA/Browser Forum ballot SC-31: 398 days). */
    private static final Duration LEAF_LIFE = Duration.ofDays(397);

    private static final Issuer.Leaf LOCALHOST = new Issuer.Leaf(
            new X500Principal("CN=localhost"),
            List.of(
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.iPAddress, "::1")),
            KeyPurposeId.id_kp_serverAuth,
            KeyUsage.digitalSignature,
            LEAF_LIFE);

    /** A certificate nearer to its end than this is made anew. */
    private static final Duration NEAR = Duration.ofDays(30);

    /** {@code authorityFile}: what a client is to trust. */
    public record Certificates(X509Certificate authority, Path authorityFile, Path certificate, Path privateKey) {}

    private LocalAuthority() {}

    /** Makes what is missing, unreadable or near its end; leaves the rest as it is. */
    public static Certificates ensure(Path directory, Instant now) throws IOException {
        var authorityFile = directory.resolve("ca.pem");
        var leafFile = directory.resolve(CERTIFICATE);
        var leafKeyFile = directory.resolve(PRIVATE_KEY);
        try {
            var authority = authority(authorityFile, directory.resolve("ca-key.pem"), leafFile, now);
            var leaf = Pem.certificate(leafFile);
            if (leaf.isEmpty() || !Files.exists(leafKeyFile) || endsSoon(leaf.get(), now)) {
                var keys = Issuer.newKeys();
                var signed = authority.sign(keys.getPublic(), LOCALHOST, now);
                Pem.writeSecret(leafKeyFile, Pem.PRIVATE_KEY, keys.getPrivate().getEncoded());
                Pem.write(leafFile, Pem.CERTIFICATE, signed.getEncoded());
            }
            return new Certificates(authority.certificate(), authorityFile, leafFile, leafKeyFile);
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Issuer authority(Path file, Path keyFile, Path leafFile, Instant now)
            throws GeneralSecurityException, IOException {
        var certificate = Pem.certificate(file);
        var key = Pem.privateKey(keyFile);
        if (certificate.isPresent() && key.isPresent() && !endsSoon(certificate.get(), now)) {
            return new Issuer(certificate.get(), key.get());
        }
        var made = Issuer.create(new X500Principal("CN=Seawall local authority"), now);
        Pem.writeSecret(keyFile, Pem.PRIVATE_KEY, made.key().getEncoded());
        Pem.write(file, Pem.CERTIFICATE, made.certificate().getEncoded());
        Files.deleteIfExists(leafFile);
        return made;
    }

    private static boolean endsSoon(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isBefore(now.plus(NEAR));
    }
}
