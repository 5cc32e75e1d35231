package dev.seawall.frontdoor.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an identity is read from, all of it PEM. Immutable.
 *
 * @param authority who signs for the other side; null: whom this Java platform trusts
 */
public record TlsFiles(@Nullable Path authority, Path certificate, Path privateKey) {

    /** What is in them now; other contents give another text, also when one is missing. */
    String fingerprint() {
        MessageDigest digest = sha256();
        for (Path file : all()) {
            try {
                digest.update(sha256().digest(Files.readAllBytes(file)));
            } catch (IOException e) {
                digest.update((byte) 0);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private List<Path> all() {
        return Stream.of(authority, certificate, privateKey)
                .filter(Objects::nonNull)
                .toList();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
