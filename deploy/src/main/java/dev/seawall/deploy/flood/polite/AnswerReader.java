package dev.seawall.deploy.flood.polite;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers off one connection (RFC 9112): those framed by a length, in chunks, or by the connection's end; interim
 * ones are skipped. A body is counted and digested, never kept. Not thread-safe.
 */
final class AnswerReader {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_FIELDS = 200;
    private static final long UNTIL_CLOSED = -1;
    private static final long CHUNKED = -2;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private boolean begun;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** What a head says about what follows it. */
    private static final class Head {
        private int status;
        private long length = UNTIL_CLOSED;
        private boolean reusable;
        private String location = "";
    }

    /**
     * The next answer, whole.
     *
     * @param digest is given the body, where that is wanted
     * @throws ProtocolException when it isn't HTTP/1.1
     * @throws EOFException when the connection ended before it was whole
     */
    Answer read(boolean bodiless, @Nullable MessageDigest digest) throws IOException {
        Head head = head();
        while (head.status / 100 == 1 && head.status != 101) {
            head = head();
        }
        long bytes = 0;
        if (!bodiless && head.status != 204 && head.status != 304) {
            bytes = head.length == CHUNKED
                    ? chunks(digest)
                    : head.length == UNTIL_CLOSED ? rest(digest) : exactly(head.length, digest);
        }
        return new Answer(head.status, bytes, head.location, head.reusable && at == end);
    }

    /** Before a request is sent: from now on it is its answer that begins. */
    void expect() {
        begun = false;
    }

    /** Whether a byte of the answer that is expected has come. */
    boolean hasBegun() {
        return begun;
    }

    private Head head() throws IOException {
        String line = line();
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new ProtocolException("not the first line of an HTTP/1.1 answer: " + shown(line));
        }
        var head = new Head();
        head.status = Integer.parseInt(line.substring(9, 12));
        head.reusable = line.startsWith("HTTP/1.1");
        int fields = 0;
        for (line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || fields == MOST_FIELDS) {
                throw new ProtocolException(
                        fields == MOST_FIELDS
                                ? "more than " + fields + " header fields"
                                : "not a field: " + shown(line));
            }
            take(
                    head,
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            fields++;
        }
        if (head.length == UNTIL_CLOSED) {
            head.reusable &= head.status == 204 || head.status == 304 || head.status / 100 == 1;
        }
        return head;
    }

    private static void take(Head head, String name, String value) throws ProtocolException {
        switch (name) {
            case "content-length" -> {
                if (!value.matches("[0-9]{1,18}")) {
                    throw new ProtocolException("not a length: " + shown(value));
                }
                if (head.length != CHUNKED) {
                    head.length = Long.parseLong(value);
                }
            }
            case "transfer-encoding" ->
                head.length = value.toLowerCase(Locale.ROOT).endsWith("chunked") ? CHUNKED : UNTIL_CLOSED;
            case "connection" ->
                head.reusable &= !value.toLowerCase(Locale.ROOT).contains("close");
            case "location" -> head.location = value;
            default -> {
                // nothing here depends on it
            }
        }
    }

    private long chunks(@Nullable MessageDigest digest) throws IOException {
        long bytes = 0;
        while (true) {
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,15}")) {
                throw new ProtocolException("not a chunk's size: " + shown(size));
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                break;
            }
            bytes += exactly(length, digest);
            if (!line().isEmpty()) {
                throw new ProtocolException("a chunk is longer than it says");
            }
        }
        for (int trailers = 0; !line().isEmpty(); trailers++) {
            if (trailers == MOST_FIELDS) {
                throw new ProtocolException("more than " + trailers + " trailer fields");
            }
        }
        return bytes;
    }

    private long exactly(long length, @Nullable MessageDigest digest) throws IOException {
        for (long left = length; left > 0; ) {
            if (!more()) {
                throw new EOFException("the connection ended " + left + " bytes before the body did");
            }
            left -= give((int) Math.min(left, end - at), digest);
        }
        return length;
    }

    private long rest(@Nullable MessageDigest digest) throws IOException {
        long bytes = 0;
        while (more()) {
            bytes += give(end - at, digest);
        }
        return bytes;
    }

    private int give(int length, @Nullable MessageDigest digest) {
        if (digest != null) {
            digest.update(buffer, at, length);
        }
        at += length;
        return length;
    }

    /** Without its end; a lone LF is taken for one (RFC 9112 §2.2). */
    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (!more()) {
                throw new EOFException("the connection ended before an answer was whole");
            }
            int newline = at;
            while (newline < end && buffer[newline] != '\n') {
                newline++;
            }
            line.append(new String(buffer, at, newline - at, StandardCharsets.ISO_8859_1));
            at = Math.min(end, newline + 1);
            if (newline < end) {
                boolean carriageReturn = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
                return carriageReturn ? line.substring(0, line.length() - 1) : line.toString();
            }
            if (line.length() > LONGEST_LINE) {
                throw new ProtocolException("a line of more than " + LONGEST_LINE + " bytes");
            }
        }
    }

    /** Whether there is a byte to be read, which is waited for. */
    private boolean more() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        begun |= end > 0;
        return end > 0;
    }

    /** What a stranger sent, safe to print. */
    private static String shown(String text) {
        String start = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return '"' + start.replaceAll("[^\\x20-\\x7e…]", "?") + '"';
    }
}
