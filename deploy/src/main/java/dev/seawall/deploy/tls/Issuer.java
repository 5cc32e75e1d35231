package dev.seawall.deploy.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
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
 * A certificate and the key that signs with it (RFC 5280): elliptic curve P-256, one step from root to leaf.
 *
 * <p>Thread rule: immutable.
 */
record Issuer(X509Certificate certificate, PrivateKey key) {
    private static final Duration LIFE = Duration.ofDays(3652);

    /** Clocks differ a little. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    /** What a leaf is for. */
    record Leaf(X500Principal subject, List<GeneralName> names, KeyPurposeId purpose, int keyUsage, Duration life) {}

    /** A new authority that signs itself, good for ten years. */
    static Issuer create(X500Principal name, Instant now) throws GeneralSecurityException {
        KeyPair keys = newKeys();
        var builder = builder(name, name, keys.getPublic(), now, LIFE.plus(BACKDATED));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return new Issuer(signed(builder, keys.getPrivate()), keys.getPrivate());
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    X509Certificate sign(PublicKey leafKey, Leaf leaf, Instant now) throws GeneralSecurityException {
        var builder = builder(certificate.getSubjectX500Principal(), leaf.subject(), leafKey, now, leaf.life());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(leaf.keyUsage()));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(leaf.purpose()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(leaf.names().toArray(GeneralName[]::new)));
            return signed(builder, key);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, PublicKey key, Instant now, Duration life) {
        Instant from = now.minus(BACKDATED);
        return new JcaX509v3CertificateBuilder(
                issuer, serial(), Date.from(from), Date.from(from.plus(life)), subject, key);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey signer)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** RFC 5280 section 4.1.2.2: positive, at most 20 octets, unique. */
    private static BigInteger serial() {
        return new BigInteger(120, new SecureRandom()).add(BigInteger.ONE);
    }
}
