package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.http2.hpack.HeadWriter;
import dev.seawall.frontdoor.http.patience.Pace;
import dev.seawall.frontdoor.http.patience.Watch;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * A stream's way out: at most one write that waits for its turn or for the client's window (RFC 9113 §5.2).
 *
 * <p>Thread rule: guarded by the session.
 */
final class Outgoing {
    private final Http2Stream stream;
    private @Nullable HeadWriter head;
    private ByteBuffer content = BufferUtil.EMPTY_BUFFER;
    private @Nullable HeadWriter trailers;
    private boolean last;
    private @Nullable Callback callback;
    private @Nullable Batch referring;
    private long window;
    private boolean queued;
    private long sent;
    private @Nullable Pace pace;

    Outgoing(Http2Stream stream, long window) {
        this.stream = stream;
        this.window = window;
    }

    /** Before it is queued; there is no other write. */
    void begin(
            @Nullable HeadWriter withHead,
            ByteBuffer bytes,
            @Nullable HttpFields withTrailers,
            boolean isLast,
            Callback done) {
        head = withHead;
        content = bytes;
        trailers = isLast && withTrailers != null && withTrailers.size() > 0 ? block(withTrailers) : null;
        last = isLast;
        callback = done;
    }

    private static HeadWriter block(HttpFields fields) {
        HeadWriter writer = new HeadWriter();
        for (HttpField field : fields) {
            writer.field(field);
        }
        return writer;
    }

    boolean isWaiting() {
        return callback != null;
    }

    /** Whether it waits for the client's window to open. */
    boolean isStarved() {
        return callback != null && head == null && content.hasRemaining();
    }

    /** Whether there is something that the stream's own window lets go. */
    boolean isReady() {
        return callback != null && !queued && (head != null || !content.hasRemaining() || window > 0);
    }

    /** Whether it waits for the client to open a window, its own or that of the connection. */
    boolean awaitsWindow(long connectionWindow) {
        return isStarved() && (window <= 0 || connectionWindow <= 0);
    }

    /** Whether the client lets too little go; asked in every round. */
    boolean fallsBehind(Watch watch, boolean awaited, int sharers) {
        if (pace == null && awaited) {
            pace = new Pace(watch.tempo(), sent);
        }
        return pace != null && pace.fallsBehind(awaited ? watch.waitedNanos() : 0, sent, sharers);
    }

    void queued(boolean now) {
        queued = now;
    }

    /** False when it would get larger than it may be (RFC 9113 §6.9.1). */
    boolean widen(int bytes) {
        window += bytes;
        return window <= Integer.MAX_VALUE;
    }

    /**
     * Adds the next frames of it to {@code batch}: the head, one frame of content, the trailers.
     *
     * @param most bytes of content
     * @return bytes of content added
     */
    int compose(Batch batch, int most) {
        int id = stream.id();
        stream.touch();
        boolean ended = false;
        boolean headOnly = head != null;
        if (head != null) {
            ended = last && !content.hasRemaining() && trailers == null;
            batch.head(id, head.bytes(), head.length(), ended);
            head = null;
        }
        int bytes = (int) Math.min(Math.min(content.remaining(), Math.max(0, window)), most);
        if (bytes > 0 || (last && !headOnly && !content.hasRemaining() && trailers == null)) {
            window -= bytes;
            sent += bytes;
            ended = last && bytes == content.remaining() && trailers == null;
            if (batch.data(id, content, bytes, ended)) {
                referring = batch;
            }
        }
        if (!content.hasRemaining() && trailers != null) {
            batch.head(id, trailers.bytes(), trailers.length(), true);
            ended = true;
        }
        if (ended) {
            stream.onLocalEnd();
        }
        return bytes;
    }

    /** What is to be called now that all of it is on its way; null when more is to go, or the batch will call it. */
    @Nullable
    Callback takeIfDone() {
        Callback done = callback;
        if (done == null || head != null || content.hasRemaining()) {
            return null;
        }
        return take(done);
    }

    /** Ends it where it is; what is to be failed for that, null for nothing or if the batch will do it. */
    @Nullable
    Callback abort(Throwable cause) {
        Callback done = callback;
        if (done == null) {
            return null;
        }
        Callback failing = Callback.from(Invocable.InvocationType.NON_BLOCKING, () -> done.failed(cause), done::failed);
        Callback now = take(failing);
        return now == null ? null : done;
    }

    private @Nullable Callback take(Callback done) {
        Batch inUse = referring;
        head = null;
        content = BufferUtil.EMPTY_BUFFER;
        trailers = null;
        last = false;
        callback = null;
        referring = null;
        if (inUse != null && !inUse.isWritten()) {
            inUse.onWritten(done);
            return null;
        }
        return done;
    }
}
