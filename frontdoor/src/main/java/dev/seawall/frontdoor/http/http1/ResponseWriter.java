package dev.seawall.frontdoor.http.http1;

import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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
    /** Most heads fit; a longer one is tried again with the room that the configuration allows. */
    private static final int USUAL_HEAD_BYTES = 4096;

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

    void endConnection() {
        persists = false;
    }

    /** What is wrong with so many bytes of content, by its {@code Content-Length} (RFC 9110 §8.6); null for nothing. */
    @Nullable
    IOException lengthProblem(Http1Response response, long total, boolean last) {
        long declared = committed ? length : response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        boolean none = total == 0 && (isHead() || response.getStatus() == HttpStatus.NOT_MODIFIED_304);
        if (declared < 0 || none || total == declared || (total < declared && !last)) {
            return null;
        }
        return new IOException("an answer of " + total + " bytes where Content-Length says " + declared);
    }

    private boolean isHead() {
        return HttpMethod.HEAD.is(request.method());
    }

    void write(Http1Response response, Http1Request of, boolean last, ByteBuffer content) {
        writing = response;
        int bytes = bodiless ? 0 : content.remaining();
        List<ByteBuffer> out = new ArrayList<>(3);
        if (!committed) {
            RequestBody body = of.body();
            frame(response, last, bytes, body != null && body.awaitsContinue());
            bytes = bodiless ? 0 : bytes;
            ByteBuffer encoded = encode(response.getStatus(), response.getHeaders(), bytes);
            committed = true;
            out.add(encoded);
        } else if (bytes > 0 && framing == ResponseHead.Framing.CHUNKED) {
            out.add(ResponseHead.chunkSize(bytes));
        }
        if (bytes > 0) {
            out.add(content);
        }
        if (framing == ResponseHead.Framing.CHUNKED && !bodiless) {
            if (last) {
                Supplier<HttpFields> trailers = response.getTrailersSupplier();
                out.add(ResponseHead.end(bytes > 0, trailers == null ? null : trailers.get()));
            } else if (bytes > 0) {
                out.add(ResponseHead.chunkEnd());
            }
        }
        flush(out);
    }

    void writeInterim(Http1Response response, int status, HttpFields fields) {
        writing = response;
        String connectionOptions = ResponseHead.connection(fields, false, true);
        head = room(
                USUAL_HEAD_BYTES,
                into -> ResponseHead.put(into, status, fields, ResponseHead.Framing.NONE, -1, connectionOptions));
        flush(List.of(head.getByteBuffer()));
    }

    private void flush(List<ByteBuffer> out) {
        if (out.isEmpty()) {
            succeeded();
        } else {
            endPoint.write(this, out.toArray(ByteBuffer[]::new));
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

    private ByteBuffer encode(int status, HttpFields fields, int chunk) {
        boolean switched = status == HttpStatus.SWITCHING_PROTOCOLS_101;
        String options =
                ResponseHead.connection(fields, request.version() == HttpVersion.HTTP_1_0, switched || persists);
        head = room(USUAL_HEAD_BYTES, into -> {
            ResponseHead.put(into, status, fields, framing, length, options);
            if (chunk > 0 && framing == ResponseHead.Framing.CHUNKED) {
                ResponseHead.putChunkSize(into, chunk);
            }
        });
        return head.getByteBuffer();
    }

    private interface Encoder {
        void encode(ByteBuffer into);
    }

    private RetainableByteBuffer room(int bytes, Encoder encoder) {
        int most = connection.facts().getHttpConfiguration().getResponseHeaderSize();
        RetainableByteBuffer into = connection.facts().getByteBufferPool().acquire(bytes, true);
        ByteBuffer buffer = into.getByteBuffer();
        try {
            BufferUtil.clearToFill(buffer);
            buffer.limit(Math.min(buffer.capacity(), Math.max(bytes, most)));
            encoder.encode(buffer);
            BufferUtil.flipToFlush(buffer, 0);
            return into;
        } catch (BufferOverflowException e) {
            into.release();
            if (bytes >= most) {
                throw new HttpException.RuntimeException(
                        HttpStatus.INTERNAL_SERVER_ERROR_500, "the answer's head is longer than " + most + " bytes", e);
            }
            return room(most, encoder);
        } catch (RuntimeException e) {
            into.release();
            throw e;
        }
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
