package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.loops.Turn;
import dev.seawall.frontdoor.message.HeadBytes;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Puts one answer on the wire: decides its framing with the first write, then head, chunk framing and content leave
 * together, in one gathered write.
 *
 * <p>Thread rule: {@link Http1Response} lets one write at a time in here.
 */
final class ResponseWriter implements Callback {
    /** Head and content up to here leave in one piece. */
    private static final int TOGETHER_BYTES = 8192;

    private final Http1Connection connection;
    private final EndPoint endPoint;
    private final RequestHead request;
    private @Nullable Http1Response writing;
    private @Nullable RetainableByteBuffer head;
    private ResponseHead.Framing framing = ResponseHead.Framing.NONE;
    private long length = -1;
    private boolean bodiless;
    private volatile boolean committed;
    private volatile boolean persists;

    ResponseWriter(Http1Connection connection, RequestHead request) {
        this.connection = connection;
        this.endPoint = connection.getEndPoint();
        this.request = request;
        this.persists = request.persists();
    }

    /** Whether the head of the final answer has been handed to the socket. */
    boolean isCommitted() {
        return committed;
    }

    /** Whether another request may follow this one; {@link #endConnection} and framing can end that. */
    boolean persists() {
        return persists;
    }

    /** Whether the client takes the connection's end for that of the body (RFC 9112 §6.3). */
    boolean endsWithConnection() {
        return committed && framing == ResponseHead.Framing.CLOSE;
    }

    void endConnection() {
        persists = false;
    }

    /** Of the head that has gone, -1 for none. */
    long length() {
        return length;
    }

    private boolean isHead() {
        return HttpMethod.HEAD.is(request.method());
    }

    void write(Http1Response response, Http1Request of, boolean last, ByteBuffer content) {
        writing = response;
        HeadBytes before = null;
        if (!committed) {
            RequestBody body = of.body();
            frame(response, last, content.remaining(), body != null && body.awaitsContinue());
            before = encode(response.getStatus(), response.getHeaders());
            committed = true;
        }
        int bytes = bodiless ? 0 : content.remaining();
        boolean chunked = framing == ResponseHead.Framing.CHUNKED && !bodiless;
        if (chunked && bytes > 0) {
            before = (before == null ? HeadBytes.begin() : before).hex(bytes).crlf();
        }
        ByteBuffer lead = before == null ? null : lead(before);
        ByteBuffer piece = joined(lead, bytes == 0 ? null : content);
        ByteBuffer end = null;
        if (chunked && last) {
            Supplier<HttpFields> trailers = response.getTrailersSupplier();
            end = ResponseHead.end(bytes > 0, trailers == null ? null : trailers.get());
        } else if (chunked && bytes > 0) {
            end = ResponseHead.chunkEnd();
        }
        flush(lead, piece, piece == null ? joined(lead, end) : end);
    }

    /** Null when there was room for the piece behind the head, or none: one piece is sent cheaper than two. */
    private static @Nullable ByteBuffer joined(@Nullable ByteBuffer lead, @Nullable ByteBuffer piece) {
        if (lead == null || piece == null || piece.remaining() > lead.capacity() - lead.limit()) {
            return piece;
        }
        BufferUtil.append(lead, piece);
        return null;
    }

    void writeInterim(Http1Response response, int status, HttpFields fields) {
        writing = response;
        HeadBytes interim = HeadBytes.begin();
        String connectionOptions = ResponseHead.connection(fields, false, true);
        ResponseHead.put(interim, status, fields, ResponseHead.Framing.NONE, -1, connectionOptions);
        flush(lead(interim), null, null);
    }

    private void flush(@Nullable ByteBuffer lead, @Nullable ByteBuffer piece, @Nullable ByteBuffer end) {
        int count = (lead == null ? 0 : 1) + (piece == null ? 0 : 1) + (end == null ? 0 : 1);
        if (count == 0) {
            succeeded();
            return;
        }
        ByteBuffer[] out = new ByteBuffer[count];
        int at = 0;
        for (ByteBuffer each : new @Nullable ByteBuffer[] {lead, piece, end}) {
            if (each != null) {
                out[at++] = each;
            }
        }
        if (piece == null) {
            Turn.atEnd(() -> endPoint.write(this, out));
        } else {
            // What is large leaves while the processor's cache still holds it.
            endPoint.write(this, out);
        }
    }

    /** RFC 9112 §6. */
    private void frame(Http1Response response, boolean last, int bytes, boolean awaitsContinue) {
        int status = response.getStatus();
        HttpFields fields = response.getHeaders();
        boolean http11 = request.version() != HttpVersion.HTTP_1_0;
        boolean hinted = response.getTrailersSupplier() != null
                || fields.contains(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
        boolean switched = status == HttpStatus.SWITCHING_PROTOCOLS_101;
        boolean never = HttpStatus.isInformational(status) || status == HttpStatus.NO_CONTENT_204;
        length = never ? -1 : fields.getLongField(HttpHeader.CONTENT_LENGTH);
        bodiless = never || isHead() || status == HttpStatus.NOT_MODIFIED_304;
        if (never || status == HttpStatus.NOT_MODIFIED_304) {
            framing = ResponseHead.Framing.NONE;
        } else if (http11 && hinted) {
            framing = ResponseHead.Framing.CHUNKED;
            length = -1;
        } else if (length >= 0 || (last && !isHead())) {
            framing = ResponseHead.Framing.LENGTH;
            length = length >= 0 ? length : bytes;
        } else if (isHead()) {
            framing = ResponseHead.Framing.NONE;
        } else {
            framing = http11 ? ResponseHead.Framing.CHUNKED : ResponseHead.Framing.CLOSE;
        }
        // A client that waits for 100 and gets this instead may or may not send its body (RFC 9110 §10.1.1).
        persists &= switched
                || !(framing == ResponseHead.Framing.CLOSE
                        || awaitsContinue
                        || fields.contains(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString())
                        || connection.isShuttingDown());
    }

    private HeadBytes encode(int status, HttpFields fields) {
        boolean switched = status == HttpStatus.SWITCHING_PROTOCOLS_101;
        String options =
                ResponseHead.connection(fields, request.version() == HttpVersion.HTTP_1_0, switched || persists);
        HeadBytes encoded = HeadBytes.begin();
        ResponseHead.put(encoded, status, fields, framing, length, options);
        int most = connection.facts().getHttpConfiguration().getResponseHeaderSize();
        if (encoded.length() > most) {
            throw new HttpException.RuntimeException(
                    HttpStatus.INTERNAL_SERVER_ERROR_500, "the answer's head is longer than " + most + " bytes");
        }
        return encoded;
    }

    private ByteBuffer lead(HeadBytes encoded) {
        RetainableByteBuffer room =
                connection.facts().getByteBufferPool().acquire(Math.max(TOGETHER_BYTES, encoded.length()), true);
        head = room;
        ByteBuffer into = room.getByteBuffer();
        BufferUtil.clearToFill(into);
        encoded.copyTo(into);
        BufferUtil.flipToFlush(into, 0);
        return into;
    }

    @Override
    public void succeeded() {
        Http1Response done = release();
        if (done != null) {
            done.onWritten();
        }
    }

    @Override
    public void failed(Throwable cause) {
        Http1Response done = release();
        if (done != null) {
            done.onFailed(cause);
        }
    }

    private @Nullable Http1Response release() {
        if (head != null) {
            head.release();
            head = null;
        }
        Http1Response done = writing;
        writing = null;
        return done;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
