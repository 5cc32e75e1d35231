package dev.seawall.frontdoor.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Moves an answer from a worker to a client, one chunk at a time: the next is read only when the client's socket took
 * the last, so a slow client slows the worker down and nothing piles up here. The head goes out with the first bytes,
 * or alone as soon as there are none to wait for.
 *
 * <p>Thread rule: {@link IteratingCallback} lets one thread at a time into {@link #process}.
 */
final class AnswerPump extends IteratingCallback {

    /** Told how it ended. */
    interface Listener {

        void onPumped();

        /** One side failed: the worker's, or else the client's. */
        void onPumpFailed(Throwable cause, boolean byWorker);
    }

    private final Content.Source from;
    private final Response to;
    private final Listener listener;
    private boolean headWritten;
    private boolean lastIssued;
    private Content.@Nullable Chunk begun;
    private Content.@Nullable Chunk writing;
    private final AtomicLong written = new AtomicLong();
    private volatile @Nullable HttpFields trailers;

    AnswerPump(Content.Source from, Response to, Listener listener) {
        this.from = from;
        this.to = to;
        this.listener = listener;
    }

    long bytesWritten() {
        return written.get();
    }

    /** What the response's trailer supplier gives. */
    @Nullable
    HttpFields trailers() {
        return trailers;
    }

    /** Begins; an answer that is all there goes out in one write, which takes no iterating. */
    void begin() {
        Content.Chunk chunk = from.read();
        if (chunk == null || !chunk.isLast() || Content.Chunk.isFailure(chunk) || chunk instanceof Trailers) {
            begun = chunk;
            iterate();
            return;
        }
        writing = chunk;
        written.addAndGet(chunk.remaining());
        write(true, chunk.getByteBuffer(), Callback.from(this::onWholeWritten, this::onCompleteFailure));
    }

    private void onWholeWritten() {
        release();
        listener.onPumped();
    }

    @Override
    protected Action process() throws IOException {
        if (lastIssued) {
            return Action.SUCCEEDED;
        }
        Content.Chunk chunk = begun == null ? from.read() : begun;
        begun = null;
        if (chunk == null) {
            if (headWritten) {
                from.demand(this::iterate);
                return Action.IDLE;
            }
            return write(false, BufferUtil.EMPTY_BUFFER, this);
        }
        if (Content.Chunk.isFailure(chunk)) {
            throw new AnswerFailure(chunk.getFailure());
        }
        if (chunk instanceof Trailers end) {
            trailers = HopByHop.trailers(end.getTrailers());
        }
        writing = chunk;
        written.addAndGet(chunk.remaining());
        return write(chunk.isLast(), chunk.getByteBuffer(), this);
    }

    private Action write(boolean last, ByteBuffer bytes, Callback then) {
        headWritten = true;
        lastIssued = last;
        to.write(last, bytes, then);
        return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
        release();
    }

    @Override
    protected void onCompleteSuccess() {
        listener.onPumped();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        release();
        from.fail(cause);
        boolean byWorker = cause instanceof AnswerFailure;
        listener.onPumpFailed(byWorker && cause.getCause() != null ? cause.getCause() : cause, byWorker);
    }

    private void release() {
        if (writing != null) {
            writing.release();
            writing = null;
        }
    }

    private static final class AnswerFailure extends IOException {
        private static final long serialVersionUID = 1;

        AnswerFailure(Throwable cause) {
            super(cause);
        }
    }
}
