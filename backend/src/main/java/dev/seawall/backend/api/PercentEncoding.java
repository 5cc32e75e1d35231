package dev.seawall.backend.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoded UTF-8 (RFC 3986 §2.1), decoded once and strictly; a plus sign is a plus sign. Thread rule: immutable. */
sealed interface PercentEncoding {

    /** It reads as this. */
    record Text(String value) implements PercentEncoding {}

    /** It has no single reading. */
    record Unreadable(String why) implements PercentEncoding {}

    static PercentEncoding decode(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c > 0x7E) {
                return new Unreadable("it has a byte that must be percent-encoded (RFC 3986 §2)");
            }
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            if (i + 2 >= encoded.length()
                    || !HexFormat.isHexDigit(encoded.charAt(i + 1))
                    || !HexFormat.isHexDigit(encoded.charAt(i + 2))) {
                return new Unreadable("it has a bad percent-encoding");
            }
            bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
            i += 2;
        }
        try {
            // A fresh decoder reports malformed input, overlong forms and surrogates among it; the convenience methods
            // replace it.
            return new Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Unreadable("it is not UTF-8");
        }
    }
}
