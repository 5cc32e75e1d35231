package dev.seawall.frontdoor.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
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
public abstract class ClientResponse implements Response {
    private final ClientRequest request;
    private final ClientExchange exchange;
    private final HttpFields.Mutable fields = HttpFields.build();
    private volatile int status;
    private volatile @Nullable Supplier<HttpFields> trailers;
    private volatile long written;
    private @Nullable Callback writing;
    private @Nullable CompletableFuture<@Nullable Void> interim;
    private @Nullable Throwable failure;
    private boolean lastIssued;

    protected ClientResponse(ClientRequest request, ClientExchange exchange) {
        this.request = request;
        this.exchange = exchange;
    }

    /** The bytes of content that handlers have written, whichever protocol the answer goes by. */
    public static long contentBytesWritten(Response response) {
        return Response.getOriginalResponse(response) instanceof ClientResponse own
                ? own.written
                : Response.getContentBytesWritten(response);
    }

    /** The {@code Content-Length} of the head that has gone, -1 for none. */
    protected abstract long committedLength();

    /** Writes content, and the head before it if that has not gone; one of {@link #onWritten} and {@link #onFailed} follows. */
    protected abstract void send(boolean last, ByteBuffer content);

    /** Writes an interim answer; likewise. */
    protected abstract void sendInterim(int code, HttpFields head);

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
    public synchronized boolean hasLastWrite() {
        return lastIssued;
    }

    @Override
    public boolean isCompletedSuccessfully() {
        return exchange.isOver() && !exchange.isBrokenOff();
    }

    /** Whether a final write is under way. */
    public synchronized boolean isWriting() {
        return writing != null && interim == null;
    }

    protected boolean answersHead() {
        return HttpMethod.HEAD.is(request.getMethod());
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
            if (!isCommitted() && status == 0) {
                status = HttpStatus.OK_200;
            }
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
        return lengthProblem(written + bytes, last);
    }

    /** What is wrong with so many bytes of content, by {@code Content-Length} (RFC 9110 §8.6); null for nothing. */
    private @Nullable IOException lengthProblem(long total, boolean last) {
        long declared = isCommitted() ? committedLength() : fields.getLongField(HttpHeader.CONTENT_LENGTH);
        boolean none = total == 0 && (answersHead() || status == HttpStatus.NOT_MODIFIED_304);
        if (declared < 0 || none || total == declared || (total < declared && !last)) {
            return null;
        }
        return new IOException("an answer of " + total + " bytes where Content-Length says " + declared);
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
        IncomingContent content = request.content();
        if (code == HttpStatus.CONTINUE_100 && (content == null || !content.takeContinue())) {
            // Whoever has sent the body need not be told to.
            return CompletableFuture.completedFuture(null);
        }
        return writeInterimAnyway(code, head);
    }

    /** Tells a client that waits for it to send its body. */
    protected CompletableFuture<Void> writeContinue() {
        return writeInterimAnyway(HttpStatus.CONTINUE_100, HttpFields.EMPTY);
    }

    private CompletableFuture<Void> writeInterimAnyway(int code, HttpFields head) {
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
        sendInterim(code, head);
        return sent;
    }

    /** What was written last is with the socket, or on its way there for certain. */
    protected void onWritten() {
        Callback done = taken(null);
        if (done != null) {
            done.succeeded();
        }
    }

    protected void onFailed(Throwable cause) {
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
