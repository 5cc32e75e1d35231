package dev.seawall.backend.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * The digests that a client sent along with a body: {@code Content-MD5} (RFC 1864), {@code Repr-Digest} and
 * {@code Content-Digest} (RFC 9530) with sha-256 or sha-512. SHA-256 is computed by the store anyway; the others are
 * computed here, and only when given. Thread rule: one thread at a time.
 */
final class BodyDigests {
    /**
     * A member of a structured-field dictionary (RFC 8941 §3.2): byte sequence, string or anything else. Possessive, as a
     * loop that may backtrack costs java.util.regex a stack frame for each character.
     */
    private static final Pattern MEMBER = Pattern.compile("[ \\t]*([a-z*][a-z0-9_.*-]*)"
            + "(?:=(?::([A-Za-z0-9+/=]*):|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|[^,;\":]+))?(?:;[^,]*)?[ \\t]*(?:,|$)");

    private final List<Expected> expected = new ArrayList<>();

    private record Expected(
            String header,
            String algorithm,
            String base64,
            @Nullable MessageDigest running) {}

    /** A digest cannot be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static BodyDigests of(HttpFields headers) throws Unreadable {
        var digests = new BodyDigests();
        for (String md5 : headers.getValuesList("Content-MD5")) {
            digests.expect("Content-MD5", "md5", md5.strip());
        }
        digests.expectMembers(headers, "Repr-Digest");
        digests.expectMembers(headers, "Content-Digest");
        return digests;
    }

    private void expectMembers(HttpFields headers, String header) throws Unreadable {
        String value = String.join(",", headers.getValuesList(header)).strip();
        Matcher member = MEMBER.matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (!member.find(at) || member.start() != at) {
                throw new Unreadable(header + " is not a dictionary of digests (RFC 9530)");
            }
            String algorithm = member.group(1);
            if (algorithm.equals("sha-256") || algorithm.equals("sha-512")) {
                expect(header, algorithm, String.valueOf(member.group(2)));
            }
            at = member.end();
        }
    }

    private void expect(String header, String algorithm, String base64) throws Unreadable {
        int length =
                switch (algorithm) {
                    case "md5" -> 16;
                    case "sha-256" -> 32;
                    default -> 64;
                };
        try {
            if (Base64.getDecoder().decode(base64).length == length) {
                MessageDigest running = algorithm.equals("sha-256") ? null : MessageDigest.getInstance(algorithm);
                expected.add(new Expected(header, algorithm, base64, running));
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new Unreadable(header + " has a " + algorithm + " that is not base64: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
        throw new Unreadable(header + " has a " + algorithm + " that is not " + length + " bytes long");
    }

    void update(byte[] from, int offset, int length) {
        for (Expected one : expected) {
            if (one.running != null) {
                one.running.update(from, offset, length);
            }
        }
    }

    /** Ends the body: what does not match, as a sentence, or null when all is well. */
    @Nullable
    String mismatch(byte[] sha256) {
        for (Expected one : expected) {
            byte[] observed = one.running == null ? sha256 : one.running.digest();
            if (!MessageDigest.isEqual(observed, Base64.getDecoder().decode(one.base64))) {
                return one.header + " says " + one.algorithm + " " + one.base64 + ", the body that arrived has "
                        + Base64.getEncoder().encodeToString(observed);
            }
        }
        return null;
    }
}
