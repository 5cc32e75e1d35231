package dev.seawall.backend.api;

import dev.seawall.backend.api.ByteRanges.ByteRange;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/**
 * Several ranges as {@code multipart/byteranges} (RFC 9110 §14.6), its length known beforehand. Thread rule: the virtual
 * thread that handles the request.
 */
final class MultipartBody {
    private final Exchange exchange;
    private final StoredObject object;
    private final List<ByteRange> ranges;
    /** Random, so that no content can hold it on purpose. */
    private final String boundary = UUID.randomUUID().toString();

    MultipartBody(Exchange exchange, StoredObject object, List<ByteRange> ranges) {
        this.exchange = exchange;
        this.object = object;
        this.ranges = ranges;
    }

    void send() throws IOException {
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        long length = end.length;
        for (ByteRange range : ranges) {
            length += partHead(range).length + range.length();
        }
        var headers = exchange.response().getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "multipart/byteranges; boundary=" + boundary);
        headers.put(HttpHeader.CONTENT_LENGTH, length);
        var body = new ObjectBody(exchange, object);
        for (ByteRange range : ranges) {
            Content.Sink.write(exchange.response(), false, ByteBuffer.wrap(partHead(range)));
            body.send(range, false);
        }
        Content.Sink.write(exchange.response(), true, ByteBuffer.wrap(end));
    }

    private byte[] partHead(ByteRange range) {
        ObjectMeta meta = object.meta();
        return ("\r\n--" + boundary
                        + "\r\nContent-Type: " + meta.contentType()
                        + "\r\nContent-Range: " + range.contentRange(meta.size())
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
