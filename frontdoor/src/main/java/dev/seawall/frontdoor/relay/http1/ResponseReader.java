package dev.seawall.frontdoor.relay.http1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer, strictly (RFC 9112): what two readers could understand differently is a failure. The head is
 * parsed as bytes arrive; the body only when it is asked for, so an answer nobody reads stays in the worker.
 *
 * <p>Thread rule: one reader at a time; {@link #fail} may come from any thread and wakes a waiting reader.
 */
final class ResponseReader implements HttpParser.ResponseHandler, Content.Source {
    private static final int HEAD_BYTES = 64 * 1024;

    private final WorkerConnection connection;
    private final Http1Try owner;
    private final HttpParser parser = new HttpParser(this, HEAD_BYTES, HttpCompliance.STRICT);
    private final ReasonPhrase reason = new ReasonPhrase();
    private final boolean head;
    private final AtomicReference<@Nullable Runnable> demand = new AtomicReference<>();
    private volatile @Nullable Throwable failure;
    private int status;
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private HttpFields.Mutable fields = HttpFields.build();
    private HttpFields.@Nullable Mutable trailers;
    private Content.@Nullable Chunk chunk;
    private boolean anything;
    private boolean ended;
    private boolean headDone;
    private boolean complete;
    private boolean delivered;

    ResponseReader(WorkerConnection connection, Http1Try owner, boolean head) {
        this.connection = connection;
        this.owner = owner;
        this.head = head;
    }

    /** Whether any byte has come. */
    boolean hasBegun() {
        return anything;
    }

    int status() {
        return status;
    }

    HttpFields fields() {
        return fields;
    }

    /** Whether the worker will take another request on this connection (RFC 9112 §9.3). */
    boolean persists() {
        return !ended
                && version == HttpVersion.HTTP_1_1
                && !fields.contains(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString())
                && connection.unparsed().remaining() == 0;
    }

    /** Reads on to the end of a head, interim or not; false when there are no more bytes for now. */
    boolean readHead() throws IOException {
        while (!headDone || (isInterim() && !complete)) {
            if (!advance()) {
                return false;
            }
            throwFailure();
        }
        return true;
    }

    boolean isInterim() {
        return HttpStatus.isInterim(status) && status != HttpStatus.SWITCHING_PROTOCOLS_101;
    }

    /** After an interim answer: on to the next. */
    void next() {
        parser.reset();
        fields = HttpFields.build();
        headDone = false;
        complete = false;
    }

    /** Bytes behind the head of a 101, copied. */
    ByteBuffer early() {
        ByteBuffer rest = connection.unparsed();
        ByteBuffer copy = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        connection.release();
        return copy;
    }

    /** Runs the parser to its next event; false when the socket has no more for now. */
    private boolean advance() throws IOException {
        while (failure == null) {
            if (!headDone) {
                reason.clean(connection.unparsed(), parser.isStart());
            }
            if (parser.parseNext(connection.unparsed()) || complete || failure != null) {
                return true;
            }
            if (ended) {
                throw new EOFException("the stream ended within the answer");
            }
            int filled = connection.fill();
            if (filled == 0) {
                return false;
            }
            anything |= filled > 0;
            if (filled < 0) {
                ended = true;
                parser.atEOF();
            }
        }
        return true;
    }

    private void throwFailure() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw cause instanceof IOException io ? io : new IOException(cause);
        }
    }

    @Override
    public Content.@Nullable Chunk read() {
        try {
            throwFailure();
            if (delivered) {
                return Content.Chunk.EOF;
            }
            if (!complete && !advance()) {
                return null;
            }
            throwFailure();
            Content.Chunk content = chunk;
            chunk = null;
            return content != null ? withEnd(content) : end();
        } catch (IOException | RuntimeException | AssertionError e) {
            fail(e);
            return Content.Chunk.from(e, true);
        }
    }

    /** A body of known length ends with its last bytes, so that they are written on as the last. */
    private Content.Chunk withEnd(Content.Chunk content) {
        if (parser.getContentLength() < 0 || parser.getContentRead() < parser.getContentLength()) {
            return content;
        }
        parser.parseNext(connection.unparsed());
        if (!complete) {
            return content;
        }
        delivered = true;
        owner.onAnswerRead();
        return Content.Chunk.asChunk(content.getByteBuffer(), true, content);
    }

    private Content.Chunk end() {
        delivered = true;
        owner.onAnswerRead();
        return trailers == null ? Content.Chunk.EOF : new Trailers(trailers);
    }

    @Override
    public void demand(Runnable callback) {
        if (!demand.compareAndSet(null, callback)) {
            throw new IllegalStateException("demand pending");
        }
        if (failure == null && !delivered) {
            owner.onWaitsForBody();
            connection.watch();
        }
        if (failure != null || delivered) {
            wake();
        }
    }

    @Override
    public void fail(Throwable cause) {
        failed(cause);
        if (!delivered) {
            // Once all is delivered the connection and its buffer may be serving another request.
            connection.release();
        }
        owner.close(cause);
    }

    /** Notes a failure from any thread and wakes the reader. */
    void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        wake();
    }

    void wake() {
        Runnable waiting = demand.getAndSet(null);
        if (waiting != null) {
            waiting.run();
        }
    }

    @Override
    public void startResponse(HttpVersion version, int status, @Nullable String reason) {
        this.version = version;
        this.status = status;
        if (status < HttpStatus.CONTINUE_100) {
            failure = new IOException("malformed answer: status " + status);
        }
        parser.setHeadResponse(head);
    }

    @Override
    public void parsedHeader(HttpField field) {
        fields.add(field);
    }

    @Override
    public boolean headerComplete() {
        headDone = true;
        if (!isPlain()) {
            failure = new IOException("an answer in " + version + " with Transfer-Encoding "
                    + fields.getValuesList(HttpHeader.TRANSFER_ENCODING));
        }
        return true;
    }

    /** The parser takes any version, and codings other than chunked for part of the content. */
    private boolean isPlain() {
        List<String> codings = fields.getValuesList(HttpHeader.TRANSFER_ENCODING);
        return switch (version) {
            case HTTP_1_1 ->
                codings.isEmpty()
                        || (codings.size() == 1
                                && HttpHeaderValue.CHUNKED.is(codings.getFirst().strip()));
            case HTTP_1_0 -> codings.isEmpty();
            default -> false;
        };
    }

    @Override
    public boolean content(ByteBuffer bytes) {
        connection.held().retain();
        chunk = Content.Chunk.asChunk(bytes, false, connection.held());
        return true;
    }

    @Override
    public boolean contentComplete() {
        return false;
    }

    @Override
    public void parsedTrailer(HttpField field) {
        if (trailers == null) {
            trailers = HttpFields.build();
        }
        trailers.add(field);
    }

    @Override
    public boolean messageComplete() {
        if (ended && parser.isChunking()) {
            // Jetty forgives a missing last CRLF, behind which trailers may be missing too (RFC 9112 §7.1).
            earlyEOF();
        } else {
            complete = true;
        }
        return true;
    }

    @Override
    public void earlyEOF() {
        failure = new EOFException("the stream ended within the answer");
    }

    @Override
    public void badMessage(HttpException malformed) {
        failure = new IOException("malformed answer: " + malformed.getReason());
    }
}
