package dev.seawall.frontdoor.http.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.seawall.frontdoor.message.HeadBytes;
import java.nio.ByteBuffer;
import java.util.StringJoiner;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer's head and of the framing of its body (RFC 9112 §4 to §7). Framing and connection options are
 * ours; what a handler put under those names only hints at them.
 *
 * <p>Stateless.
 */
final class ResponseHead {
    /** How the end of a body is told (RFC 9112 §6.3). */
    enum Framing {
        /** There is none. */
        NONE,
        LENGTH,
        CHUNKED,
        /** By the connection's end. */
        CLOSE
    }

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n".getBytes(US_ASCII);
    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(US_ASCII);
    private static final byte[] CHUNKED = "Transfer-Encoding: chunked\r\n".getBytes(US_ASCII);
    private static final byte[][] STATUS_LINES = new byte[1000][];

    static {
        for (int status = 100; status < STATUS_LINES.length; status++) {
            HttpStatus.Code code = HttpStatus.getCode(status);
            String reason = code == null ? "" : code.getMessage();
            STATUS_LINES[status] = ("HTTP/1.1 " + status + ' ' + reason + "\r\n").getBytes(US_ASCII);
        }
    }

    private ResponseHead() {}

    /**
     * Writes a head behind what {@code into} holds.
     *
     * @param length for {@code Content-Length}, -1 for none
     * @param connection for {@code Connection}, null for none
     * @throws IllegalArgumentException when a field can't be written
     */
    static void put(
            HeadBytes into, int status, HttpFields fields, Framing framing, long length, @Nullable String connection) {
        into.raw(STATUS_LINES[status]);
        for (HttpField field : fields) {
            HttpHeader header = field.getHeader();
            if (header == null) {
                into.field(field);
                continue;
            }
            switch (header) {
                case CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION -> {}
                default -> into.field(field);
            }
        }
        if (framing == Framing.CHUNKED) {
            into.raw(CHUNKED);
        } else if (length >= 0) {
            into.raw(CONTENT_LENGTH).decimal(length).crlf();
        }
        if (connection != null) {
            into.field(new HttpField(HttpHeader.CONNECTION, connection));
        }
        into.crlf();
    }

    /**
     * The connection options to send (RFC 9110 §7.6.1): those that a handler set but for persistence, which the version
     * and {@code persists} decide (RFC 9112 §9.3). Null for none.
     */
    static @Nullable String connection(HttpFields fields, boolean http10, boolean persists) {
        if (persists && !http10 && !fields.contains(HttpHeader.CONNECTION)) {
            return null;
        }
        StringJoiner options = new StringJoiner(", ");
        for (String option : fields.getValuesList(HttpHeader.CONNECTION)) {
            if (!HttpHeaderValue.CLOSE.is(option) && !HttpHeaderValue.KEEP_ALIVE.is(option)) {
                options.add(option);
            }
        }
        if (!persists) {
            options.add(HttpHeaderValue.CLOSE.asString());
        } else if (http10) {
            options.add(HttpHeaderValue.KEEP_ALIVE.asString());
        }
        return options.length() == 0 ? null : options.toString();
    }

    static ByteBuffer chunkSize(int bytes) {
        return ByteBuffer.wrap((Integer.toHexString(bytes) + "\r\n").getBytes(US_ASCII));
    }

    static ByteBuffer chunkEnd() {
        return ByteBuffer.wrap(CRLF);
    }

    /** The last chunk and the trailer section (RFC 9112 §7.1.2), behind {@code chunkEnd} when a chunk is before it. */
    static ByteBuffer end(boolean behindChunk, @Nullable HttpFields trailers) {
        HeadBytes end = HeadBytes.begin();
        if (behindChunk) {
            end.crlf();
        }
        end.raw(LAST_CHUNK);
        if (trailers != null) {
            for (HttpField field : trailers) {
                end.field(field);
            }
        }
        return ByteBuffer.wrap(end.crlf().toBytes());
    }
}
