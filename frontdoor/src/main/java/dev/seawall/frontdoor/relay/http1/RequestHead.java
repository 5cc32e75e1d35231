package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.relay.WorkerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request's head and the framing of its body (RFC 9112 §3, §5, §7.1). What HTTP/2 lets through but HTTP/1.1
 * would read as a line end is refused here, so no field can become two. Used by one thread, for one head.
 */
final class RequestHead {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n");

    private byte[] bytes;
    private int length;

    private RequestHead(int expected) {
        bytes = new byte[expected];
    }

    /** @throws IllegalArgumentException when a part of the head can't be written in HTTP/1.1 */
    static ByteBuffer encode(WorkerRequest request) {
        var head = new RequestHead(1024);
        head.token(request.method()).raw((byte) ' ').token(request.target()).raw(VERSION);
        head.fields(request.fields());
        if (request.length() >= 0) {
            head.raw(CONTENT_LENGTH).raw(ascii(Long.toString(request.length()))).raw(CRLF);
        } else if (request.body() != null) {
            head.raw(CHUNKED);
        }
        return head.raw(CRLF).buffer();
    }

    static ByteBuffer chunkSize(int size) {
        return new RequestHead(12)
                .raw(ascii(Integer.toHexString(size)))
                .raw(CRLF)
                .buffer();
    }

    static ByteBuffer chunkEnd() {
        return ByteBuffer.wrap(CRLF);
    }

    /** The last chunk and the trailer section. */
    static ByteBuffer end(HttpFields trailers) {
        return new RequestHead(64).raw(LAST_CHUNK).fields(trailers).raw(CRLF).buffer();
    }

    private RequestHead fields(HttpFields fields) {
        for (HttpField field : fields) {
            token(field.getName()).raw(COLON).value(field.getValue()).raw(CRLF);
        }
        return this;
    }

    private RequestHead token(String token) {
        int size = token.length();
        reserve(size);
        for (int i = 0; i < size; i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("character " + (int) c + " at " + i + " of the head's token");
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    private RequestHead value(@Nullable String value) {
        if (value == null) {
            return this;
        }
        int size = value.length();
        reserve(size);
        for (int i = 0; i < size; i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
                throw new IllegalArgumentException("character " + (int) c + " at " + i + " of a field value");
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    private RequestHead raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    private RequestHead raw(byte one) {
        reserve(1);
        bytes[length++] = one;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
