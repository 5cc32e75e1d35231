package dev.seawall.frontdoor.relay.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.seawall.frontdoor.message.HeadBytes;
import dev.seawall.frontdoor.relay.WorkerRequest;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** Writes a request's head and the framing of its body (RFC 9112 §3, §5, §7.1). Stateless. */
final class RequestHead {
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(US_ASCII);
    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(US_ASCII);
    private static final byte[] CHUNKED = "Transfer-Encoding: chunked\r\n".getBytes(US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n".getBytes(US_ASCII);
    private static final byte[] CRLF = "\r\n".getBytes(US_ASCII);

    private RequestHead() {}

    /**
     * The head, in the calling thread's memory.
     *
     * @throws IllegalArgumentException when a part of the head can't be written in HTTP/1.1
     */
    static HeadBytes encode(WorkerRequest request) {
        HeadBytes head = HeadBytes.begin()
                .token(request.method())
                .blank()
                .token(request.target())
                .raw(VERSION);
        fields(head, request.fields());
        if (request.length() >= 0) {
            head.raw(CONTENT_LENGTH).decimal(request.length()).crlf();
        } else if (request.body() != null) {
            head.raw(CHUNKED);
        }
        return head.crlf();
    }

    private static HeadBytes fields(HeadBytes head, HttpFields fields) {
        for (HttpField field : fields) {
            head.field(field);
        }
        return head;
    }

    static ByteBuffer chunkSize(int size) {
        return ByteBuffer.wrap((Integer.toHexString(size) + "\r\n").getBytes(US_ASCII));
    }

    static ByteBuffer chunkEnd() {
        return ByteBuffer.wrap(CRLF);
    }

    /** The last chunk and the trailer section. */
    static ByteBuffer end(HttpFields trailers) {
        return ByteBuffer.wrap(
                fields(HeadBytes.begin().raw(LAST_CHUNK), trailers).crlf().toBytes());
    }
}
