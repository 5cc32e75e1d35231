package dev.seawall.frontdoor.http.http1;

import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An answer as handlers make it. One write at a time is on its way; only an interim answer (RFC 9110 §15.2) is waited
 * for by the write that follows it.
 *
 * <p>Thread rule: what says which write is on its way is guarded by {@code this}, no callback is called under that
 * lock. Head and status are one thread's at a time.
 */
public final class Http1Response implements Response {
    private final Http1Request request;
    private final Http1Exchange exchange;
    private final ResponseWriter writer;
    private final HttpFields.Mutable fields = HttpFields.build();
    private volatile int status;
    private volatile @Nullable Supplier<HttpFields> trailers;
    private volatile long written;
    private @Nullable Callback writing;
    private @Nullable CompletableFuture<@Nullable Void> interim;
    private @Nullable Throwable failure;
    private boolean lastIssued;

    Http1Response(Http1Request request, Http1Exchange exchange, ResponseWriter writer) {
        this.request = request;
        this.exchange = exchange;
        this.writer = writer;
    }

    /** The bytes of content that handlers have written, whichever protocol the answer goes by. */
    public static long contentBytesWritten(Response response) {
        return Response.getOriginalResponse(response) instanceof Http1Response own
                ? own.written
                : Response.getContentBytesWritten(response);
    }

    @Override
    public Request getRequest() {
        return request;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int code) {
        if (code < 100 || code > 999) {
            throw new IllegalArgumentException("a status of three digits, not " + code);
        }
        if (!isCommitted()) {
            status = code;
        }
    }

    @Override
    public HttpFields.Mutable getHeaders() {
        return fields;
    }

    @Override
    public @Nullable Supplier<HttpFields> getTrailersSupplier() {
        return trailers;
    }

    @Override
    public void setTrailersSupplier(@Nullable Supplier<HttpFields> supplier) {
        trailers = supplier;
    }

    @Override
    public boolean isCommitted() {
        return writer.isCommitted();
    }

    @Override
    public synchronized boolean hasLastWrite() {
        return lastIssued;
    }

    @Override
    public boolean isCompletedSuccessfully() {
        return exchange.isOver() && !exchange.isBrokenOff();
    }

    /** Whether a final write is under way. */
    synchronized boolean isWriting() {
        return writing != null && interim == null;
    }

    @Override
    public synchronized void reset() {
        if (isCommitted()) {
            throw new IllegalStateException("the answer has begun");
        }
        status = 0;
        fields.clear();
        trailers = null;
        written = 0;
        failure = null;
        lastIssued = false;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
        ByteBuffer bytes = content == null ? BufferUtil.EMPTY_BUFFER : content;
        CompletableFuture<@Nullable Void> before;
        Throwable refusal = null;
        boolean nothing = false;
        synchronized (this) {
            before = interim;
            if (before == null) {
                refusal = refusal(last, bytes.remaining());
                nothing = refusal == null && (lastIssued || (!last && isCommitted() && !bytes.hasRemaining()));
                if (refusal == null && !nothing) {
                    writing = callback;
                    lastIssued = last;
                    written = written + bytes.remaining();
                }
            }
        }
        if (before != null) {
            var unused = before.whenComplete((sent, failed) -> write(last, content, callback));
        } else if (refusal != null) {
            callback.failed(refusal);
        } else if (nothing) {
            callback.succeeded();
        } else {
            send(last, bytes);
        }
    }

    private @Nullable Throwable refusal(boolean last, int bytes) {
        if (writing != null) {
            return new WritePendingException();
        }
        if (failure != null) {
            return failure;
        }
        if (lastIssued) {
            return bytes == 0 ? null : new IllegalStateException("the last of the answer is written already");
        }
        return writer.lengthProblem(this, written + bytes, last);
    }

    private void send(boolean last, ByteBuffer bytes) {
        try {
            if (!isCommitted() && status == 0) {
                status = HttpStatus.OK_200;
            }
            writer.write(this, request, last, bytes);
        } catch (RuntimeException e) {
            writer.failed(e);
        }
    }

    /** Ends the answer with what is missing of it. */
    void finish(Callback done) {
        boolean pending;
        boolean ended;
        synchronized (this) {
            pending = writing != null && interim == null;
            ended = lastIssued && failure == null;
        }
        if (pending) {
            done.failed(new IllegalStateException("completed with a write under way"));
        } else if (ended) {
            done.succeeded();
        } else {
            write(true, BufferUtil.EMPTY_BUFFER, done);
        }
    }

    @Override
    public CompletableFuture<Void> writeInterim(int code, HttpFields head) {
        if (!HttpStatus.isInterim(code)) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(code + " is no interim status"));
        }
        RequestBody body = request.body();
        boolean awaited = code != HttpStatus.CONTINUE_100 || (body != null && body.takeContinue());
        if (request.head().version() == HttpVersion.HTTP_1_0 || !awaited) {
            // RFC 9110 §15.2: not in HTTP/1.0. And whoever has sent the body need not be told to.
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        synchronized (this) {
            if (isCommitted() || writing != null) {
                return CompletableFuture.failedFuture(
                        isCommitted()
                                ? new IllegalStateException("the answer has begun")
                                : new WritePendingException());
            }
            interim = sent;
            writing = Callback.from(sent);
        }
        try {
            writer.writeInterim(this, code, head);
        } catch (RuntimeException e) {
            writer.failed(e);
        }
        return sent;
    }

    /** What was written last is with the socket. */
    void onWritten() {
        Callback done = taken(null);
        if (done != null) {
            done.succeeded();
        }
    }

    void onFailed(Throwable cause) {
        Callback done = taken(cause);
        if (done != null) {
            done.failed(cause);
        }
    }

    private synchronized @Nullable Callback taken(@Nullable Throwable cause) {
        Callback done = writing;
        writing = null;
        interim = null;
        if (cause != null) {
            failure = cause;
        }
        return done;
    }
}
