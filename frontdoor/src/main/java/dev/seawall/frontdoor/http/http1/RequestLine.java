package dev.seawall.frontdoor.http.http1;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpTokens;

/**
 * Reads a request line ahead of the parser, which is laxer than RFC 9112 §3: the method, the target and the version have
 * one space between them, and the version's name is in capitals (§2.3). Empty lines in front are skipped (§2.2). All else
 * is the parser's to judge.
 *
 * <p>Thread rule: not thread-safe, the reader's.
 */
final class RequestLine {
    private enum Place {
        BEFORE,
        WITHIN_EMPTY_LINE,
        METHOD,
        TARGET,
        VERSION,
        READ
    }

    private static final byte[] HEAD = "HEAD".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = "HTTP/".getBytes(StandardCharsets.US_ASCII);

    private static final byte DELETE = 0x7F;

    private Place place = Place.BEFORE;

    /** Bytes of the place read so far. */
    private int read;

    private boolean head;

    /** For the line of the next request. */
    void reset() {
        place = Place.BEFORE;
        read = 0;
        head = false;
    }

    /** Whether the method is HEAD, as far as the line was read: then an answer has no content (RFC 9110 §9.3.2). */
    boolean isHead() {
        return head && place.compareTo(Place.METHOD) > 0;
    }

    /**
     * Looks at the next bytes, and consumes of them only empty lines.
     *
     * @return what is wrong, empty for nothing yet
     */
    String findingIn(ByteBuffer bytes) {
        int end = bytes.limit();
        for (int i = bytes.position(); i < end && place != Place.READ; i++) {
            byte next = bytes.get(i);
            String finding =
                    switch (place) {
                        case BEFORE, WITHIN_EMPTY_LINE -> before(next);
                        case METHOD -> inMethod(next);
                        case TARGET -> inTarget(next);
                        default -> inVersion(next);
                    };
            if (!finding.isEmpty()) {
                return finding;
            }
            if (place == Place.BEFORE || place == Place.WITHIN_EMPTY_LINE) {
                bytes.position(i + 1);
            }
        }
        return "";
    }

    private String before(byte next) {
        if (place == Place.WITHIN_EMPTY_LINE) {
            place = Place.BEFORE;
            return next == '\n' ? "" : "a CR without LF in front of the request line";
        }
        if (next == '\r') {
            place = Place.WITHIN_EMPTY_LINE;
            return "";
        }
        place = Place.METHOD;
        head = true;
        return next == '\n' ? "a LF without CR in front of the request line" : inMethod(next);
    }

    private String inMethod(byte next) {
        if (next == ' ') {
            head &= read == HEAD.length;
            goOn(Place.TARGET);
        } else {
            head &= read < HEAD.length && next == HEAD[read];
            read++;
            endAt(next);
            if (place == Place.METHOD && !isOfToken(next)) {
                return "the method is not a token";
            }
        }
        return "";
    }

    /** RFC 9110 §5.6.2. The parser takes any visible character for a method's first. */
    private static boolean isOfToken(byte next) {
        return switch (HttpTokens.getToken(next).getType()) {
            case ALPHA, DIGIT, TCHAR -> true;
            default -> false;
        };
    }

    private String inTarget(byte next) {
        if (next == ' ') {
            if (read == 0) {
                return "more than one space behind the method";
            }
            goOn(Place.VERSION);
        } else {
            read++;
            endAt(next);
            if (place == Place.TARGET && (next < ' ' || next == DELETE)) {
                return "the target holds a byte that belongs into none (RFC 3986 section 2)";
            }
        }
        return "";
    }

    private String inVersion(byte next) {
        if (next != NAME[read]) {
            return "HTTP/ is not what follows the target and one space";
        }
        read++;
        if (read == NAME.length) {
            place = Place.READ;
        }
        return "";
    }

    private void goOn(Place to) {
        place = to;
        read = 0;
    }

    /** A line that is too short: the parser says how. */
    private void endAt(byte next) {
        if (next == '\r' || next == '\n') {
            head &= place != Place.METHOD;
            place = Place.READ;
        }
    }
}
