package dev.seawall.deploy.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for this machine alone (RFC 5280): its key never leaves the deployment's directory, and what
 * it signs is good for localhost only. Stateless.
 */
public final class LocalAuthority {
    /** The names of the files that a server is to present. */
    public static final String CERTIFICATE = "cert.pem";

    public static final String PRIVATE_KEY = "key.pem";

    static final Duration AUTHORITY_LIFE = Duration.ofDays(3652);

    /** The longest that browsers take (CA/Browser Forum ballot SC-31: 398 days). */
    static final Duration LEAF_LIFE = Duration.ofDays(397);

    /** A certificate nearer to its end than this is made anew. */
    private static final Duration NEAR = Duration.ofDays(30);

    /** Clocks differ a little. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    /** {@code authorityFile}: what a client is to trust. */
    public record Certificates(X509Certificate authority, Path authorityFile, Path certificate, Path privateKey) {}

    private LocalAuthority() {}

    /** Makes what is missing, unreadable or near its end; leaves the rest as it is. */
    public static Certificates ensure(Path directory, Instant now) throws IOException {
        var authorityFile = directory.resolve("ca.pem");
        var authorityKeyFile = directory.resolve("ca-key.pem");
        var leafFile = directory.resolve(CERTIFICATE);
        var leafKeyFile = directory.resolve(PRIVATE_KEY);
        try {
            var authority = Pem.certificate(authorityFile);
            var authorityKey = Pem.privateKey(authorityKeyFile);
            if (authority.isEmpty() || authorityKey.isEmpty() || endsSoon(authority.get(), now)) {
                var keys = newKeys();
                authority = Optional.of(signAuthority(keys, now));
                authorityKey = Optional.of(keys.getPrivate());
                Pem.writeSecret(
                        authorityKeyFile, "PRIVATE KEY", keys.getPrivate().getEncoded());
                Pem.write(authorityFile, "CERTIFICATE", authority.get().getEncoded());
                Files.deleteIfExists(leafFile);
            }
            var leaf = Pem.certificate(leafFile);
            if (leaf.isEmpty() || !Files.exists(leafKeyFile) || endsSoon(leaf.get(), now)) {
                var keys = newKeys();
                var signed = signLeaf(
                        keys, new KeyPair(authority.get().getPublicKey(), authorityKey.get()), authority.get(), now);
                Pem.writeSecret(leafKeyFile, "PRIVATE KEY", keys.getPrivate().getEncoded());
                Pem.write(leafFile, "CERTIFICATE", signed.getEncoded());
            }
            return new Certificates(authority.get(), authorityFile, leafFile, leafKeyFile);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static boolean endsSoon(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isBefore(now.plus(NEAR));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate signAuthority(KeyPair keys, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var name = new X500Principal("CN=Seawall local authority");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                serial(),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(AUTHORITY_LIFE)),
                name,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return signed(builder, keys);
    }

    private static X509Certificate signLeaf(KeyPair keys, KeyPair authorityKeys, X509Certificate authority, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var builder = new JcaX509v3CertificateBuilder(
                authority.getSubjectX500Principal(),
                serial(),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(LEAF_LIFE).minus(BACKDATED)),
                new X500Principal("CN=localhost"),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority));
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        }));
        return signed(builder, authorityKeys);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair signer)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    /** RFC 5280 section 4.1.2.2: positive, at most 20 octets, unique. */
    private static BigInteger serial() {
        return new BigInteger(120, new SecureRandom()).add(BigInteger.ONE);
    }
}
