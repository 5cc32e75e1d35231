package dev.seawall.frontdoor.relay;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A client's request body on its way to a worker: counts it, knows whether any of it was used, and keeps a worker's
 * failure from spoiling the client's stream, on which an answer is still to be written.
 *
 * <p>Thread rule: one reader at a time; the counters may be read from any thread.
 */
final class ClientBody implements Content.Source {
    /** A body up to this length is held here until all of it has come. */
    private static final int SMALL_BYTES = 16 << 10;

    private final Request request;
    private final long length;
    private final long mostBytes;
    private final AtomicLong read = new AtomicLong();
    private volatile boolean touched;
    private volatile boolean ended;
    private Content.@Nullable Chunk peeked;
    private @Nullable Runnable onRead;

    private ClientBody(Request request, long length, long mostBytes) {
        this.request = request;
        this.length = length;
        this.mostBytes = mostBytes;
    }

    /**
     * Null when the request has none.
     *
     * @param mostBytes after which reading fails with 413
     */
    static @Nullable ClientBody of(Request request, long mostBytes) {
        boolean http1 = request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion();
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        if (http1) {
            boolean framed = length > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
            return framed ? new ClientBody(request, length, mostBytes) : null;
        }
        ClientBody body = new ClientBody(request, length, mostBytes);
        return length == 0 || (length < 0 && body.isEmpty()) ? null : body;
    }

    /** HTTP/2 says only by the end of the stream that there is no body: known at once when it came with the head. */
    private boolean isEmpty() {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return false;
        }
        peeked = request.read();
        return peeked != null
                && peeked.isLast()
                && !peeked.hasRemaining()
                && !(peeked instanceof Trailers)
                && !Content.Chunk.isFailure(peeked);
    }

    @Override
    public long getLength() {
        return length;
    }

    long bytesRead() {
        return read.get();
    }

    /** Whether nothing was read yet, so that the same request can be sent again. */
    boolean isUntouched() {
        return !touched;
    }

    /** Whether the client has sent all of it. */
    boolean isComplete() {
        return ended || (length >= 0 && read.get() >= length) || isHere();
    }

    /** Whether what was looked at already is all of it. */
    private boolean isHere() {
        return peeked != null && peeked.isLast() && !Content.Chunk.isFailure(peeked);
    }

    /** Looks whether all of it is here already, as a small one's often is. */
    void look() {
        if (peeked == null && length >= 0 && !isAskedFor()) {
            peeked = request.read();
        }
    }

    /** Whether its client holds it back until it hears 100. */
    private boolean isAskedFor() {
        return request.getHeaders().contains(HttpHeader.EXPECT);
    }

    /**
     * Waits until the body is worth a worker's waiting for it: a small one until all of it is here, a larger one until it
     * begins. One without a length, or that is sent only when a worker asks for it, is not waited for.
     *
     * @param failed told instead when the client sends no more
     */
    void gather(Runnable ready, Consumer<Throwable> failed) {
        look();
        if (length < 0 || isAskedFor()) {
            ready.run();
        } else if (peeked == null) {
            request.demand(() -> gather(ready, failed));
        } else if (Content.Chunk.isFailure(peeked)) {
            failed.accept(peeked.getFailure());
        } else if (peeked.isLast() || length > SMALL_BYTES) {
            ready.run();
        } else {
            gatherRest(copy(peeked), ready, failed);
        }
    }

    /** A small body that comes in pieces; what a client can make us hold is bounded by its length. */
    private void gatherRest(ByteBuffer pieces, Runnable ready, Consumer<Throwable> failed) {
        while (true) {
            Content.Chunk next = request.read();
            if (next == null) {
                request.demand(() -> gatherRest(pieces, ready, failed));
                return;
            }
            if (Content.Chunk.isFailure(next)) {
                failed.accept(next.getFailure());
                return;
            }
            pieces.put(next.getByteBuffer());
            next.release();
            if (next.isLast()) {
                peeked = Content.Chunk.from(pieces.flip(), true);
                ready.run();
                return;
            }
        }
    }

    private ByteBuffer copy(Content.Chunk first) {
        ByteBuffer pieces = ByteBuffer.allocate((int) length);
        pieces.put(first.getByteBuffer());
        first.release();
        peeked = null;
        return pieces;
    }

    /** To be run once, when the last of it has been read; at once if all of it is here. */
    void whenRead(Runnable action) {
        if (isComplete()) {
            action.run();
        } else {
            onRead = action;
        }
    }

    /** Gives back what was looked at and not read. */
    void discard() {
        Content.Chunk unread = peeked;
        peeked = null;
        if (unread != null) {
            unread.release();
        }
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk chunk = peeked == null ? request.read() : peeked;
        peeked = null;
        if (chunk == null) {
            return null;
        }
        touched = true;
        if (!Content.Chunk.isFailure(chunk)) {
            ended = chunk.isLast();
            if (read.addAndGet(chunk.remaining()) > mostBytes) {
                chunk.release();
                return Content.Chunk.from(tooLarge(), true);
            }
            if (onRead != null && isComplete()) {
                onRead.run();
                onRead = null;
            }
        }
        return chunk instanceof Trailers trailers ? new Trailers(HopByHop.trailers(trailers.getTrailers())) : chunk;
    }

    /** Whether its length alone says that it is too large. */
    boolean isDeclaredTooLarge() {
        return length > mostBytes;
    }

    HttpException.RuntimeException tooLarge() {
        return new HttpException.RuntimeException(
                HttpStatus.PAYLOAD_TOO_LARGE_413, "the body is larger than the " + mostBytes + " bytes allowed here");
    }

    @Override
    public void demand(Runnable available) {
        request.demand(available);
    }

    /** A worker that failed is no reason to fail the client's stream. */
    @Override
    public void fail(Throwable cause) {}
}
