package dev.seawall.frontdoor.differential.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads heads as strictly as RFC 9112 allows: one CRLF a line, one colon-terminated token a field, visible ASCII as a
 * target, no control characters. It shares nothing with any proxy's parser.
 *
 * <p>Thread rule: for one thread.
 */
final class MessageReader {
    private static final int MOST_HEAD_BYTES = 256 * 1024;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern REQUEST_LINE = Pattern.compile(TOKEN + " [!-~]+ HTTP/1\\.[01]");
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] [1-5][0-9][0-9]( [^\\x00-\\x08\\x0A-\\x1F\\x7F]*)?");
    private static final Pattern FIELD = Pattern.compile(TOKEN + ":[^\\x00-\\x08\\x0A-\\x1F\\x7F]*");

    private final InputStream in;
    private StringBuilder text = new StringBuilder();

    MessageReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next request's head; null when the stream ends before its first byte.
     *
     * @throws Malformed when it is none
     */
    @Nullable
    Head request() throws IOException {
        return head(REQUEST_LINE);
    }

    /** As {@link #request}, of an answer. */
    @Nullable
    Head answer() throws IOException {
        return head(STATUS_LINE);
    }

    /** A request without framing has no body. */
    Content requestContent(Head head) {
        return new ContentReader(in).read(head, false, true);
    }

    /** @param bodiless because of the request's method or the answer's status */
    Content answerContent(Head head, boolean bodiless) {
        return new ContentReader(in).read(head, true, !bodiless);
    }

    /** Up to so many bytes, fewer at the stream's end. */
    String bytes(int most) throws IOException {
        return new String(in.readNBytes(most), ISO_8859_1);
    }

    /** The bytes of the head that was read last, or could not be. */
    String text() {
        return text.toString();
    }

    private @Nullable Head head(Pattern startLine) throws IOException {
        text = new StringBuilder();
        while (!endsWithEmptyLine(text)) {
            int b = in.read();
            if (b < 0 && text.isEmpty()) {
                return null;
            }
            if (b < 0) {
                throw new EOFException("the stream ended within a head");
            }
            text.append((char) b);
            if (b == '\n' && (text.length() < 2 || text.charAt(text.length() - 2) != '\r')) {
                throw new Malformed("a line end without CR", text.toString());
            }
            if (text.length() > MOST_HEAD_BYTES) {
                throw new Malformed("a head without an end", text.toString());
            }
        }
        String[] lines = text.substring(0, text.length() - 4).split("\r\n", -1);
        if (!startLine.matcher(lines[0]).matches()) {
            throw new Malformed("not a start line", lines[0]);
        }
        List<Head.Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            fields.add(field(lines[i]));
        }
        return new Head(lines[0], fields);
    }

    private static boolean endsWithEmptyLine(StringBuilder text) {
        int end = text.length();
        return end >= 4 && text.charAt(end - 1) == '\n' && text.indexOf("\r\n\r\n", end - 4) == end - 4;
    }

    /** One line, less its end. */
    static Head.Field field(String line) throws Malformed {
        if (!FIELD.matcher(line).matches()) {
            throw new Malformed("not a field", line);
        }
        int colon = line.indexOf(':');
        return new Head.Field(
                line.substring(0, colon), line.substring(colon + 1).strip());
    }
}
