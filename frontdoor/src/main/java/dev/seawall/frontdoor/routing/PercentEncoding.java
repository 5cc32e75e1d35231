package dev.seawall.frontdoor.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Percent-decoding, exactly once, of what a URI may hold (RFC 3986 §2.1); anything doubtful is not guessed at.
 *
 * <p>Thread rule: pure functions.
 */
public final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * The bytes {@code encoded} stands for; null for a {@code %} without two hex digits, and for what must not stand
     * there unencoded: anything but visible ASCII, and {@code #}.
     */
    public static byte @Nullable [] decode(String encoded) {
        byte[] decoded = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return null;
            }
            if (c != '%') {
                decoded[length++] = (byte) c;
                continue;
            }
            if (i + 2 >= encoded.length()) {
                return null;
            }
            int high = hexDigit(encoded.charAt(i + 1));
            int low = hexDigit(encoded.charAt(i + 2));
            if (high < 0 || low < 0) {
                return null;
            }
            decoded[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        return Arrays.copyOf(decoded, length);
    }

    /** The text of well-formed UTF-8, null for anything else: overlong forms and surrogates too (RFC 3629 §3). */
    public static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Character.digit would take full-width digits as well. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
