package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.relay.WorkerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Writes a request's head and the framing of its body (RFC 9112 §3, §5, §7.1). What HTTP/2 lets through but HTTP/1.1
 * would read as a line end is refused here, so no field can become two. Stateless.
 */
final class RequestHead {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n'};

    private RequestHead() {}

    /** @throws IllegalArgumentException when a part of the head can't be written in HTTP/1.1 */
    static ByteBuffer encode(WorkerRequest request) {
        StringBuilder head = new StringBuilder(512);
        head.append(visible(request.method())).append(' ').append(visible(request.target()));
        head.append(" HTTP/1.1\r\n");
        appendFields(head, request.fields());
        if (request.length() >= 0) {
            head.append("Content-Length: ").append(request.length()).append("\r\n");
        } else if (request.body() != null) {
            head.append("Transfer-Encoding: chunked\r\n");
        }
        return bytes(head.append("\r\n"));
    }

    static ByteBuffer chunkSize(int size) {
        return bytes(new StringBuilder(Integer.toHexString(size)).append("\r\n"));
    }

    static ByteBuffer chunkEnd() {
        return ByteBuffer.wrap(CRLF);
    }

    /** The last chunk and the trailer section. */
    static ByteBuffer end(HttpFields trailers) {
        StringBuilder end = new StringBuilder(new String(LAST_CHUNK, StandardCharsets.ISO_8859_1));
        appendFields(end, trailers);
        return bytes(end.append("\r\n"));
    }

    private static void appendFields(StringBuilder to, HttpFields fields) {
        for (HttpField field : fields) {
            String value = field.getValue() == null ? "" : field.getValue();
            to.append(visible(field.getName()))
                    .append(": ")
                    .append(oneLine(value))
                    .append("\r\n");
        }
    }

    private static String visible(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("character " + (int) c + " at " + i + " of the head's token");
            }
        }
        return token;
    }

    private static String oneLine(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
                throw new IllegalArgumentException("character " + (int) c + " at " + i + " of a field value");
            }
        }
        return value;
    }

    private static ByteBuffer bytes(StringBuilder text) {
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
