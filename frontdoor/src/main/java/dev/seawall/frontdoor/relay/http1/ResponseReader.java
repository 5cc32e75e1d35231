package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.message.BodyReader;
import dev.seawall.frontdoor.message.Framing;
import dev.seawall.frontdoor.message.HeadReader;
import dev.seawall.frontdoor.message.MalformedException;
import dev.seawall.frontdoor.message.StatusLine;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
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
final class ResponseReader implements Content.Source {
    private static final int HEAD_BYTES = 64 * 1024;

    private final WorkerConnection connection;
    private final Http1Try owner;
    private final HeadReader headReader = new HeadReader(HEAD_BYTES);
    private final boolean head;
    private final AtomicReference<@Nullable Runnable> demand = new AtomicReference<>();
    private volatile @Nullable Throwable failure;
    private int status;
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private HttpFields.Mutable fields = HttpFields.build();
    private BodyReader body = BodyReader.none();
    private boolean anything;
    private boolean ended;
    private boolean headDone;
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
        while (!headDone) {
            throwFailure();
            if (!findsHead() && !fill()) {
                return false;
            }
        }
        return true;
    }

    private boolean findsHead() throws IOException {
        try {
            if (headReader.read(connection.unparsed())) {
                onHead();
            }
            return headDone;
        } catch (MalformedException e) {
            throw malformed(e);
        }
    }

    private static IOException malformed(MalformedException cause) {
        return new IOException("malformed answer: " + cause.getMessage());
    }

    /** False when the socket has no more for now. */
    private boolean fill() throws IOException {
        int filled = connection.fill();
        anything |= filled > 0;
        if (filled < 0) {
            ended = true;
            if (!headDone || !body.end()) {
                throw new EOFException("the stream ended within the answer");
            }
        }
        return filled != 0;
    }

    private void onHead() throws IOException {
        StatusLine line = StatusLine.of(headReader);
        status = line.status();
        version = line.version();
        Framing framing = new Framing();
        StatusLine.fields(headReader, field -> {
            framing.add(field);
            fields.add(field);
        });
        headReader.reset();
        headDone = true;
        if (framing.isCoded() && (version != HttpVersion.HTTP_1_1 || !framing.isOnlyChunked())) {
            throw new IOException("an answer in " + version + " with Transfer-Encoding "
                    + fields.getValuesList(HttpHeader.TRANSFER_ENCODING));
        }
        body = body(framing);
    }

    /** RFC 9112 §6.3. */
    private BodyReader body(Framing framing) {
        if (head
                || HttpStatus.isInformational(status)
                || status == HttpStatus.NO_CONTENT_204
                || status == HttpStatus.NOT_MODIFIED_304) {
            return BodyReader.none();
        }
        if (framing.isChunked()) {
            return BodyReader.chunked(HEAD_BYTES);
        }
        return framing.length() < 0 ? BodyReader.untilEnd() : BodyReader.ofLength(framing.length());
    }

    boolean isInterim() {
        return HttpStatus.isInterim(status) && status != HttpStatus.SWITCHING_PROTOCOLS_101;
    }

    /** After an interim answer: on to the next. */
    void next() {
        fields = HttpFields.build();
        headDone = false;
    }

    /** Bytes behind the head of a 101, copied. */
    ByteBuffer early() {
        ByteBuffer rest = connection.unparsed();
        ByteBuffer copy = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        connection.release();
        return copy;
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
            while (!body.isComplete()) {
                ByteBuffer piece = body.next(connection.unparsed());
                if (piece != null) {
                    return chunk(piece);
                }
                if (!body.isComplete() && !fill()) {
                    return null;
                }
            }
            return end();
        } catch (MalformedException e) {
            return broken(malformed(e));
        } catch (IOException | RuntimeException e) {
            return broken(e);
        }
    }

    private Content.Chunk broken(Exception cause) {
        fail(cause);
        return Content.Chunk.from(cause, true);
    }

    /** A body of known length ends with its last bytes, so that they are written on as the last. */
    private Content.Chunk chunk(ByteBuffer piece) {
        connection.held().retain();
        boolean last = body.isComplete();
        Content.Chunk content = Content.Chunk.asChunk(piece, last, connection.held());
        if (last) {
            delivered = true;
            owner.onAnswerRead();
        }
        return content;
    }

    private Content.Chunk end() {
        delivered = true;
        owner.onAnswerRead();
        HttpFields trailers = body.trailers();
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
}
