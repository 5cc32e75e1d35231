package dev.seawall.deploy.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * The certificate authority of one deployment: says who is {@code worker-2.shop.internal} to the front doors and who is
 * {@code front-door-1.shop.internal} to the workers (docs/protocol.md section 9). Front doors get certificates that
 * serve as clients only, workers such that serve as servers only: neither can pass for the other.
 *
 * <p>Thread rule: immutable, thread-safe.
 */
public final class DeploymentAuthority {
    /** Twelve weeks and a bit: long enough that nobody must rotate in a hurry. */
    private static final Duration LEAF_LIFE = Duration.ofDays(90);

    /** The key of a slot also opens what is sealed for it, by key agreement (RFC 5753 section 7.1.1). */
    private static final int LEAF_KEY_USAGE = KeyUsage.digitalSignature | KeyUsage.keyAgreement;

    private static final Pattern NAME = Pattern.compile("CN=Seawall authority of ([a-z0-9-]+)");

    private final String deployment;
    private final Issuer issuer;

    /** What a slot proves itself with, both in PEM; the key in PKCS#8, not encrypted. */
    public record Identity(String certificatePem, String privateKeyPem) {
        @Override
        public String toString() {
            return "Identity[" + certificatePem + ", the private key]";
        }
    }

    private DeploymentAuthority(String deployment, Issuer issuer) {
        this.deployment = deployment;
        this.issuer = issuer;
    }

    /** A new one, good for ten years. */
    public static DeploymentAuthority create(String deployment, Instant now) {
        var name = new X500Principal("CN=Seawall authority of " + deployment);
        try {
            return new DeploymentAuthority(deployment, Issuer.create(name, now));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform can't make a certificate: " + e.getMessage(), e);
        }
    }

    /**
     * Reads what {@link #pem} gave.
     *
     * @throws IllegalArgumentException when it is something else, saying what was found
     */
    public static DeploymentAuthority read(String pem) {
        X509Certificate certificate = Pem.certificate(pem)
                .orElseThrow(() -> new IllegalArgumentException("the authority's text holds no certificate"));
        var key = Pem.privateKey(pem)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the authority's text holds no private key of elliptic curves in PKCS#8"));
        String subject = certificate.getSubjectX500Principal().getName();
        Matcher name = NAME.matcher(subject);
        if (!name.matches()) {
            throw new IllegalArgumentException("the certificate of " + subject + " is not a deployment's authority");
        }
        return new DeploymentAuthority(name.group(1), new Issuer(certificate, key));
    }

    /** Certificate and private key: whoever has it can be any part of the deployment. */
    public String pem() {
        return certificatePem() + Pem.text(Pem.PRIVATE_KEY, issuer.key().getEncoded());
    }

    /** What every part of the deployment trusts. */
    public String certificatePem() {
        return certificatePem(issuer.certificate());
    }

    /**
     * A new key and its certificate, good for 90 days.
     *
     * @param slot {@code worker-2}, {@code front-door-1}
     * @param addresses IP addresses that the slot is also to be known by
     */
    public Identity issue(String slot, List<String> addresses, Instant now) {
        String dns = dns(slot);
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, dns));
        addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        KeyPurposeId purpose =
                slot.startsWith("front-door-") ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth;
        var leaf = new Issuer.Leaf(new X500Principal("CN=" + dns), names, purpose, LEAF_KEY_USAGE, LEAF_LIFE);
        try {
            var keys = Issuer.newKeys();
            return new Identity(
                    certificatePem(issuer.sign(keys.getPublic(), leaf, now)),
                    Pem.text(Pem.PRIVATE_KEY, keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate could be made for " + slot + ": " + e.getMessage(), e);
        }
    }

    /**
     * Seals an identity so that only the holder of the recipient's key can read it: CMS EnvelopedData (RFC 5652
     * section 6), DER; its content is the certificate followed by the private key, both in PEM.
     *
     * @param recipientCertificatePem the slot's current certificate
     * @throws IllegalArgumentException when that is no certificate of this authority
     */
    public byte[] envelope(Identity next, String recipientCertificatePem) {
        X509Certificate recipient = Pem.certificate(recipientCertificatePem)
                .orElseThrow(() -> new IllegalArgumentException("the recipient's text holds no certificate"));
        try {
            recipient.verify(issuer.certificate().getPublicKey());
            return SealedIdentity.seal(next.certificatePem() + next.privateKeyPem(), recipient);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "nothing is sealed for " + recipient.getSubjectX500Principal()
                            + ", whose certificate the authority of " + deployment + " has not signed",
                    e);
        }
    }

    /**
     * A certificate's serial in hexadecimal, as observations have it.
     *
     * @throws IllegalArgumentException when the text holds no certificate
     */
    public static String serial(String certificatePem) {
        return Pem.certificate(certificatePem)
                .orElseThrow(() -> new IllegalArgumentException("the text holds no certificate"))
                .getSerialNumber()
                .toString(16);
    }

    /** The name by which the other side knows a slot: {@code worker-2.shop.internal}. */
    public String dns(String slot) {
        return slot + '.' + deployment + ".internal";
    }

    private static String certificatePem(X509Certificate certificate) {
        try {
            return Pem.text(Pem.CERTIFICATE, certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
