package dev.seawall.backend.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys from their textual form (RFC 7468); problems name the file. Stateless. */
final class Pem {
    private static final byte[] MESSAGE = {'s', 'e', 'a', 'w', 'a', 'l', 'l'};

    private Pem() {}

    /** At least one. */
    static X509Certificate[] certificates(Path file) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (byte[] der : blocks(file, "CERTIFICATE")) {
                chain.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (CertificateException e) {
            throw new IOException(file + " holds a certificate that can't be read: " + e.getMessage(), e);
        }
        return chain.toArray(X509Certificate[]::new);
    }

    /** In PKCS#8, not encrypted. */
    static PrivateKey privateKey(Path file) throws IOException {
        var encoded = new PKCS8EncodedKeySpec(blocks(file, "PRIVATE KEY").getFirst());
        for (String algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // Not of this algorithm: the other may fit.
            } catch (GeneralSecurityException e) {
                throw new IOException("this Java platform has no " + algorithm + " keys", e);
            }
        }
        throw new IOException(file + " holds a private key that is neither of elliptic curves nor RSA");
    }

    /** One signs, the other verifies: else a mixed-up pair shows only as failing handshakes. */
    static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        try {
            Signature signature = Signature.getInstance(
                    privateKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(privateKey);
            signature.update(MESSAGE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(MESSAGE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<byte[]> blocks(Path file, String label) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IOException(file + " can't be read: " + e, e);
        }
        String mark = label + "-----";
        Matcher block = Pattern.compile("-----BEGIN " + mark + "([^-]*)-----END " + mark)
                .matcher(text);
        List<byte[]> found = new ArrayList<>();
        try {
            while (block.find()) {
                found.add(Base64.getMimeDecoder().decode(block.group(1)));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds a \"" + label + "\" that is not base64: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new IOException(file + " holds no \"-----BEGIN " + mark + "\"; it must be PEM, a key in PKCS#8");
        }
        return found;
    }
}
