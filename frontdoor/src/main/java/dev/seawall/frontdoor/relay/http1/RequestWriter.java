package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.loops.Turn;
import dev.seawall.frontdoor.message.HeadBytes;
import dev.seawall.frontdoor.relay.WorkerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request: the head together with the first bytes of the body where these are there already, then a chunk
 * at a time, the next one read only when the socket took the last.
 *
 * <p>Thread rule: {@link IteratingCallback} lets one thread at a time into {@link #process}.
 */
final class RequestWriter extends IteratingCallback {
    /** Head and body up to here leave in one piece. */
    private static final int TOGETHER_BYTES = 4096;

    private final WorkerConnection connection;
    private final WorkerRequest request;
    private final Http1Try owner;
    private boolean headIssued;
    private boolean lastIssued;
    private long sent;
    private @Nullable RetainableByteBuffer head;
    private Content.@Nullable Chunk writing;
    private final AtomicBoolean mayContinue;
    private volatile boolean maybeSeen;
    private volatile boolean touched;

    RequestWriter(WorkerConnection connection, WorkerRequest request, Http1Try owner) {
        this.connection = connection;
        this.request = request;
        this.owner = owner;
        this.mayContinue = new AtomicBoolean(!request.awaitsContinue());
    }

    /** A request that is only a head goes out in one write, which takes no iterating. */
    void begin() {
        if (request.body() != null) {
            iterate();
            return;
        }
        headIssued = true;
        lastIssued = true;
        owner.onLastWrite();
        ByteBuffer whole;
        try {
            whole = lead(encode(), List.of());
        } catch (BodyFailure e) {
            onCompleteFailure(e);
            return;
        }
        owner.onWriteBegins();
        Callback sent = Callback.from(InvocationType.NON_BLOCKING, this::onWholeSent, this::onCompleteFailure);
        Turn.atEnd(() -> connection.getEndPoint().write(sent, whole));
    }

    private void onWholeSent() {
        onSuccess();
        onCompleteSuccess();
    }

    /** Stops; a write that is on its way fails with its connection. */
    void end(Throwable cause) {
        if (request.body() != null) {
            abort(cause);
        }
    }

    /** The worker said 100, or has not said it for long enough. */
    void proceed() {
        // Once: to iterate again while the client is waited for would demand twice.
        if (mayContinue.compareAndSet(false, true)) {
            iterate();
        }
    }

    /** Whether the body, if there is one, is still the client's as a whole. */
    boolean hasNotTouchedBody() {
        return !touched;
    }

    /** Whether the worker may have a whole head by now. */
    boolean mayHaveBeenSeen() {
        return maybeSeen;
    }

    @Override
    protected Action process() throws IOException {
        List<ByteBuffer> out = new ArrayList<>(4);
        boolean first = !headIssued;
        if (first) {
            lastIssued = request.body() == null;
        } else if (lastIssued) {
            return Action.SUCCEEDED;
        }
        if (!lastIssued && mayContinue.get() && !next(out) && headIssued) {
            return Action.IDLE;
        }
        if (lastIssued) {
            owner.onLastWrite();
        }
        if (first) {
            headIssued = true;
            maybeSeen = !out.isEmpty();
            putHead(out);
        } else if (out.isEmpty()) {
            if (!mayContinue.get()) {
                owner.onWaitsForContinue();
            }
            return lastIssued ? Action.SUCCEEDED : Action.IDLE;
        }
        owner.onWriteBegins();
        ByteBuffer[] bytes = out.toArray(ByteBuffer[]::new);
        Turn.atEnd(() -> connection.getEndPoint().write(this, bytes));
        return Action.SCHEDULED;
    }

    /** In front of the body's first bytes, which are copied behind it where they are few: one piece is sent cheaper. */
    private void putHead(List<ByteBuffer> out) throws BodyFailure {
        HeadBytes encoded = encode();
        int more = 0;
        for (ByteBuffer piece : out) {
            more += piece.remaining();
        }
        boolean together = encoded.length() + more <= TOGETHER_BYTES;
        ByteBuffer lead = lead(encoded, together ? out : List.of());
        if (together) {
            out.clear();
        }
        out.addFirst(lead);
    }

    private ByteBuffer lead(HeadBytes encoded, List<ByteBuffer> behind) {
        head = connection.room(Math.max(TOGETHER_BYTES, encoded.length()));
        ByteBuffer into = head.getByteBuffer();
        BufferUtil.clearToFill(into);
        encoded.copyTo(into);
        behind.forEach(into::put);
        BufferUtil.flipToFlush(into, 0);
        return into;
    }

    private HeadBytes encode() throws BodyFailure {
        try {
            return RequestHead.encode(request);
        } catch (IllegalArgumentException e) {
            throw new BodyFailure(
                    new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "the head holds " + e.getMessage()));
        }
    }

    /** Adds the next piece of the body; false when the client has none yet, and {@link #iterate} is then called. */
    private boolean next(List<ByteBuffer> out) throws IOException {
        Content.Source body = request.body();
        if (body == null) {
            throw new IllegalStateException("no body");
        }
        while (true) {
            Content.Chunk chunk = body.read();
            if (chunk == null) {
                if (headIssued) {
                    body.demand(this::iterate);
                }
                return false;
            }
            touched = true;
            if (Content.Chunk.isFailure(chunk)) {
                throw new BodyFailure(chunk.getFailure());
            }
            lastIssued = chunk.isLast();
            if (chunk.hasRemaining()) {
                writing = chunk;
                frame(chunk.getByteBuffer(), out);
            } else {
                chunk.release();
            }
            if (lastIssued) {
                end(chunk, out);
            }
            if (lastIssued || writing != null) {
                return true;
            }
        }
    }

    private void frame(ByteBuffer bytes, List<ByteBuffer> out) throws BodyFailure {
        sent += bytes.remaining();
        if (request.length() < 0) {
            out.add(RequestHead.chunkSize(bytes.remaining()));
            out.add(bytes);
            out.add(RequestHead.chunkEnd());
        } else {
            checkLength(sent <= request.length());
            lastIssued |= sent == request.length();
            out.add(bytes);
        }
    }

    private void end(Content.Chunk last, List<ByteBuffer> out) throws BodyFailure {
        if (request.length() < 0) {
            out.add(RequestHead.end(last instanceof Trailers trailers ? trailers.getTrailers() : HttpFields.EMPTY));
        } else {
            checkLength(sent == request.length());
        }
    }

    private void checkLength(boolean matches) throws BodyFailure {
        if (!matches) {
            throw new BodyFailure(
                    new IOException("body of " + sent + " bytes where Content-Length said " + request.length()));
        }
    }

    @Override
    protected void onSuccess() {
        maybeSeen = true;
        owner.onWriteEnds();
        release();
    }

    @Override
    protected void onCompleteSuccess() {
        owner.onRequestSent();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        owner.onWriteEnds();
        release();
        owner.onSendFailed(cause);
    }

    private void release() {
        if (head != null) {
            head.release();
            head = null;
        }
        if (writing != null) {
            writing.release();
            writing = null;
        }
    }

    /** The client's side failed, not the worker's. */
    static final class BodyFailure extends IOException {
        private static final long serialVersionUID = 1;

        BodyFailure(Throwable cause) {
            super(cause);
        }
    }
}
