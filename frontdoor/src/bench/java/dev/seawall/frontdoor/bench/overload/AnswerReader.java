package dev.seawall.frontdoor.bench.overload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the small answers of an HTTP/1.1 server from one connection, one after the other: their length is given, or they
 * are chunked, or they end with the connection (RFC 9112 section 6.3).
 *
 * <p>Thread rule: not thread-safe.
 */
final class AnswerReader {
    private static final int LARGEST = 8 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final String HEAD_END = "\r\n\r\n";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";

    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    private boolean ended;
    private boolean closes;
    private int status;

    /**
     * Reads what there is.
     *
     * @return whether an answer is whole now
     * @throws IOException when the connection ended before it was
     */
    boolean read(ReadableByteChannel channel) throws IOException {
        int read = channel.read(buffer);
        if (read < 0) {
            ended = true;
        }
        if (!buffer.hasRemaining()) {
            throw new IOException("an answer is longer than " + LARGEST + " bytes");
        }
        boolean whole = isWhole(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
        if (ended && !whole) {
            throw new IOException("the connection was closed " + (buffer.position() == 0 ? "before" : "within")
                    + " an answer");
        }
        return whole;
    }

    private boolean isWhole(String text) {
        int end = text.indexOf(HEAD_END);
        if (end < 0) {
            return false;
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
        int length = head.indexOf(LENGTH);
        boolean chunked = head.contains("\r\ntransfer-encoding: chunked");
        closes = ended || head.contains("\r\nconnection: close") || (length < 0 && !chunked);
        if (chunked) {
            return text.endsWith(LAST_CHUNK);
        }
        if (length < 0) {
            return ended;
        }
        int from = length + LENGTH.length();
        int to = head.indexOf('\r', from);
        int content = Integer.parseInt(head.substring(from, to < 0 ? head.length() : to).strip());
        return text.length() >= end + HEAD_END.length() + content;
    }

    /** Of the answer that is whole. */
    int status() {
        return status;
    }

    /** Whether no other answer will come after it. */
    boolean closes() {
        return closes;
    }

    /** Whether nothing has been read of an answer. */
    boolean isEmpty() {
        return buffer.position() == 0;
    }

    /** The next answer begins. */
    void reset() {
        buffer.clear();
    }
}
