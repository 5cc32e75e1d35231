package dev.seawall.frontdoor.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a certificate chain and its private key from PEM files (RFC 7468) into a key store in memory.
 *
 * <p>Thread rule: pure functions.
 */
public final class PemKeyStore {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /** What an unencrypted PKCS#8 key may be for TLS. */
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

    /** Of the one entry in the store. */
    static final String ALIAS = "server";

    private PemKeyStore() {}

    /**
     * Loads both files.
     *
     * @param certificate the chain, the server's own first
     * @param privateKey PKCS#8, not encrypted: RSA, EC or EdDSA
     * @param password protects the key inside the store
     * @throws IOException whose message says which file, what was found in it and what to do
     */
    public static KeyStore load(Path certificate, Path privateKey, char[] password) throws IOException {
        Certificate[] chain = chain(certificate).toArray(Certificate[]::new);
        PrivateKey key = key(privateKey);
        if (!KeyPairProof.matches(key, chain[0].getPublicKey())) {
            throw new IOException(privateKey + " is not the private key of the first certificate in " + certificate);
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password, chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    certificate + " is not a chain: the server's own certificate must come first, then the one that"
                            + " signed it, and so on, each once",
                    e);
        }
    }

    /** The certificates of authorities, for trusting them. */
    static KeyStore loadAuthorities(Path file) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            List<Certificate> authorities = chain(file);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " can't be used as authorities: " + e.getMessage(), e);
        }
    }

    private static List<Certificate> chain(Path file) throws IOException {
        List<Certificate> chain = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label().equals("CERTIFICATE")) {
                chain.add(certificate(block, file));
            }
        }
        if (chain.isEmpty()) {
            throw new IOException(file + " holds no \"-----BEGIN CERTIFICATE-----\"; it must be the PEM chain, the"
                    + " server's own certificate first");
        }
        return chain;
    }

    private static Certificate certificate(Block block, Path file) throws IOException {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.bytes(file)));
        } catch (CertificateException e) {
            throw new IOException(file + " holds a certificate that can't be read: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        for (Block block : blocks(file)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(block.bytes(file), file);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new IOException(
                            file + " holds an encrypted key; decrypt it: openssl pkcs8 -in " + file + " -out key.pem");
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new IOException(file + " holds a key in the older form \"" + block.label()
                            + "\"; convert it to PKCS#8: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
                default -> {
                    // EC PARAMETERS or a certificate may stand before the key.
                }
            }
        }
        throw new IOException(file + " holds no \"-----BEGIN PRIVATE KEY-----\"; it must be a PKCS#8 key in PEM");
    }

    private static PrivateKey key(byte[] pkcs8, Path file) throws IOException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // Not of this algorithm: the next may fit.
            } catch (GeneralSecurityException e) {
                throw new IOException("this Java platform has no " + algorithm + " keys", e);
            }
        }
        throw new IOException(file + " holds a key that is none of " + String.join(", ", ALGORITHMS));
    }

    private static List<Block> blocks(Path file) throws IOException {
        String pem;
        try {
            // Text around the blocks may be in any encoding (RFC 7468 §2).
            pem = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new IOException(file + " can't be read: " + e, e);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(pem);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private record Block(String label, String base64) {
        byte[] bytes(Path file) throws IOException {
            try {
                return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " holds a \"" + label + "\" that is not base64: " + e.getMessage(), e);
            }
        }
    }
}
