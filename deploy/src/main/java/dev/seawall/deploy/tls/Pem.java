package dev.seawall.deploy.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encodings of certificates and keys (RFC 7468). Stateless. */
final class Pem {
    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** Empty when the file is missing or holds no certificate. */
    static Optional<X509Certificate> certificate(Path file) throws IOException {
        return Files.exists(file) ? certificate(text(file)) : Optional.empty();
    }

    /** The first certificate in the text; empty when it holds none. */
    static Optional<X509Certificate> certificate(String text) {
        return block(CERTIFICATE, text).flatMap(der -> {
            try {
                return Optional.of((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        });
    }

    /** Empty when the file is missing or holds no elliptic-curve key in PKCS#8. */
    static Optional<PrivateKey> privateKey(Path file) throws IOException {
        return Files.exists(file) ? privateKey(text(file)) : Optional.empty();
    }

    /** The first elliptic-curve key in PKCS#8 in the text; empty when it holds none. */
    static Optional<PrivateKey> privateKey(String text) {
        return block(PRIVATE_KEY, text).flatMap(der -> {
            try {
                return Optional.of(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)));
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        });
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static Optional<byte[]> block(String label, String text) {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
                .matcher(text);
        try {
            return block.find() ? Optional.of(Base64.getMimeDecoder().decode(block.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whole or not at all. */
    static void write(Path file, String label, byte[] der) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.writeString(unfinished, text(label, der));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As {@link #write}; at no time can anyone but the owner read it. */
    static void writeSecret(Path file, String label, byte[] der) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap(text(label, der).getBytes(StandardCharsets.US_ASCII)));
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static String text(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
