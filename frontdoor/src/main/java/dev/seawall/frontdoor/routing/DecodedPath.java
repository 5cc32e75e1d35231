package dev.seawall.frontdoor.routing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A path percent-decoded once, as every worker will read it, one character a byte (ISO 8859-1), so that index and
 * byte offset agree.
 *
 * <p>Thread rule: immutable.
 */
record DecodedPath(String text) implements PathReading {

    /** @param rawPath the origin-form target before {@code ?}, as it came */
    static PathReading read(String rawPath) {
        for (int percent = rawPath.indexOf('%'); percent >= 0; percent = rawPath.indexOf('%', percent + 1)) {
            if (rawPath.regionMatches(true, percent, "%2f", 0, 3)) {
                return Refusal.ENCODED_SLASH;
            }
        }
        byte[] decoded = PercentEncoding.decode(rawPath);
        if (decoded == null) {
            return Refusal.BAD_PERCENT_ENCODING;
        }
        for (byte b : decoded) {
            if ((b >= 0 && b < ' ') || b == 0x7F) {
                return Refusal.CONTROL_CHARACTER;
            }
        }
        String text = new String(decoded, StandardCharsets.ISO_8859_1);
        return hasDotSegment(text) ? Refusal.DOT_SEGMENT : new DecodedPath(text);
    }

    byte[] bytesFrom(int offset) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOfRange(bytes, offset, bytes.length);
    }

    /**
     * As the most lenient of workers may read it: backslashes as slashes, path parameters ({@code ;…}) stripped,
     * empty segments dropped.
     */
    String lenientText() {
        StringBuilder lenient = new StringBuilder(text.length());
        boolean inParameter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i) == '\\' ? '/' : text.charAt(i);
            inParameter = c == ';' || (inParameter && c != '/');
            boolean emptySegment = c == '/' && lenient.length() > 0 && lenient.charAt(lenient.length() - 1) == '/';
            if (!inParameter && !emptySegment) {
                lenient.append(c);
            }
        }
        return lenient.toString();
    }

    /** Also {@code ..;x}: servlet containers strip the parameter and then climb (RFC 3986 §3.3, §5.2.4). */
    private static boolean hasDotSegment(String text) {
        for (int start = 0; start <= text.length(); ) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            int semicolon = text.indexOf(';', start);
            int nameEnd = semicolon >= 0 && semicolon < end ? semicolon : end;
            int length = nameEnd - start;
            if ((length == 1 || length == 2) && text.startsWith("..".substring(0, length), start)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
