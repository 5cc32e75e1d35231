package dev.seawall.frontdoor.relay;

import java.util.concurrent.atomic.AtomicLong;
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
    private final Request request;
    private final long length;
    private final long mostBytes;
    private final AtomicLong read = new AtomicLong();
    private volatile boolean touched;
    private volatile boolean ended;
    private Content.@Nullable Chunk peeked;

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
        return ended || (length >= 0 && read.get() >= length);
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
