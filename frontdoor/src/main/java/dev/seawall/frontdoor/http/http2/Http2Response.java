package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.http2.hpack.HeadWriter;
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
 * An answer as handlers make it (RFC 9113 §8.1). One write at a time is on its way; only an interim answer (RFC 9110
 * §15.2) is waited for by the write that follows it.
 *
 * <p>Thread rule: what says which write is on its way is guarded by {@code this}, no callback is called under that
 * lock. Head and status are one thread's at a time.
 */
public final class Http2Response implements Response, Callback {
    private final Session session;
    private final Http2Stream stream;
    private final Http2Request request;
    private final Http2Exchange exchange;
    private final HttpFields.Mutable fields = HttpFields.build();
    private volatile int status;
    private volatile @Nullable Supplier<HttpFields> trailers;
    private volatile long written;
    private volatile boolean committed;
    private boolean bodiless;
    private long declared = -1;
    private @Nullable Callback writing;
    private @Nullable CompletableFuture<@Nullable Void> interim;
    private @Nullable Throwable failure;
    private boolean lastIssued;

    Http2Response(Session session, Http2Stream stream, Http2Request request, Http2Exchange exchange) {
        this.session = session;
        this.stream = stream;
        this.request = request;
        this.exchange = exchange;
    }

    /** The bytes of content that handlers have written; -1 when the answer goes by another protocol. */
    public static long contentBytesWritten(Response response) {
        return Response.getOriginalResponse(response) instanceof Http2Response own ? own.written : -1;
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
        if (!committed) {
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
        return committed;
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
        if (committed) {
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
                nothing = refusal == null && (lastIssued || (!last && committed && !bytes.hasRemaining()));
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
        long total = written + bytes;
        long length = committed ? declared : fields.getLongField(HttpHeader.CONTENT_LENGTH);
        boolean none = total == 0 && (isHead() || status == HttpStatus.NOT_MODIFIED_304);
        if (length < 0 || none || total == length || (total < length && !last)) {
            return null;
        }
        return new IOException("an answer of " + total + " bytes where Content-Length says " + length);
    }

    private boolean isHead() {
        return HttpMethod.HEAD.is(request.getMethod());
    }

    private void send(boolean last, ByteBuffer bytes) {
        HeadWriter head = null;
        if (!committed) {
            status = status == 0 ? HttpStatus.OK_200 : status;
            bodiless = isHead() || status == HttpStatus.NO_CONTENT_204 || status == HttpStatus.NOT_MODIFIED_304;
            declared = fields.getLongField(HttpHeader.CONTENT_LENGTH);
            head = AnswerHead.of(status, fields, session.takeTableChanged());
            committed = true;
        } else if (bodiless) {
            succeeded();
            return;
        }
        Supplier<HttpFields> supplier = last && !bodiless ? trailers : null;
        HttpFields section = supplier == null ? null : supplier.get();
        issue(head, bodiless ? BufferUtil.EMPTY_BUFFER : bytes, section, last || bodiless);
    }

    private void issue(@Nullable HeadWriter head, ByteBuffer bytes, @Nullable HttpFields section, boolean last) {
        Throwable gone;
        synchronized (session) {
            gone = stream.reset();
            if (gone == null) {
                stream.out().begin(head, bytes, section, last, this);
                session.output().offer(stream.out());
            }
        }
        if (gone != null) {
            failed(gone);
        } else {
            session.settle();
        }
    }

    /** Ends the answer with what is missing of it. */
    void finish(Callback finished) {
        boolean pending;
        boolean ended;
        synchronized (this) {
            pending = writing != null && interim == null;
            ended = lastIssued && failure == null;
        }
        if (pending) {
            finished.failed(new IllegalStateException("completed with a write under way"));
        } else if (ended) {
            finished.succeeded();
        } else {
            write(true, BufferUtil.EMPTY_BUFFER, finished);
        }
    }

    /** Tells a client that waits for it to send its body. */
    CompletableFuture<Void> writeContinue() {
        return sendInterim(HttpStatus.CONTINUE_100, HttpFields.EMPTY);
    }

    @Override
    public CompletableFuture<Void> writeInterim(int code, HttpFields head) {
        if (!HttpStatus.isInterim(code) || code == HttpStatus.SWITCHING_PROTOCOLS_101) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(code + " is no interim status here"));
        }
        IncomingBody body = request.body();
        if (code == HttpStatus.CONTINUE_100 && (body == null || !body.takeContinue())) {
            // Whoever has sent the body need not be told to.
            return CompletableFuture.completedFuture(null);
        }
        return sendInterim(code, head);
    }

    private CompletableFuture<Void> sendInterim(int code, HttpFields head) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        synchronized (this) {
            if (committed || writing != null) {
                return CompletableFuture.failedFuture(
                        committed ? new IllegalStateException("the answer has begun") : new WritePendingException());
            }
            interim = sent;
            writing = Callback.from(sent);
        }
        issue(AnswerHead.of(code, head, session.takeTableChanged()), BufferUtil.EMPTY_BUFFER, null, false);
        return sent;
    }

    /** What was written last is on its way. */
    @Override
    public void succeeded() {
        Callback done = taken(null);
        if (done != null) {
            done.succeeded();
        }
    }

    @Override
    public void failed(Throwable cause) {
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

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
