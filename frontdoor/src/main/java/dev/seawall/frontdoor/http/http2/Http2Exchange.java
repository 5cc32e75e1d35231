package dev.seawall.frontdoor.http.http2;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, from the handlers' turn to the end of both. It is itself the callback by which handlers
 * say that they are done.
 *
 * <p>Thread rule: thread-safe; the first who completes it counts. No listener is called under a lock.
 */
final class Http2Exchange implements Callback {
    private final Session session;
    private final Http2Stream stream;
    private final RequestHead head;
    private final @Nullable IncomingBody body;
    private final Http2Request request;
    private final Http2Response response;
    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile boolean over;
    private volatile boolean brokenOff;
    private @Nullable Predicate<TimeoutException> idleListener;
    private @Nullable Consumer<Throwable> failureListener;

    Http2Exchange(Session session, Http2Stream stream, RequestHead head, @Nullable IncomingBody body) {
        this.session = session;
        this.stream = stream;
        this.head = head;
        this.body = body;
        this.request = new Http2Request(session.connection().facts(), this, head, body, stream.id());
        this.response = new Http2Response(session, stream, request, this);
    }

    /** Opens the stream and gives the request to the handlers, or answers it when none of them gets to see it. */
    void begin() {
        stream.begin(this, body);
        session.add(stream);
        try {
            head.complete(session.connection().facts());
        } catch (HttpException.RuntimeException e) {
            failed(e);
            return;
        }
        handle(session.connection().facts().getConnector().getServer());
    }

    private void handle(Server server) {
        try {
            if (!server.handle(request, response, this)) {
                Response.writeError(request, response, this, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    boolean isOver() {
        return over;
    }

    boolean isBrokenOff() {
        return brokenOff;
    }

    @Override
    public void succeeded() {
        if (completed.compareAndSet(false, true)) {
            response.finish(Callback.from(InvocationType.NON_BLOCKING, this::end, this::breakOff));
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!completed.compareAndSet(false, true)) {
            return;
        }
        if (response.isCommitted()
                || response.isWriting()
                || stream.reset() != null
                || cause instanceof Request.Handler.AbortException) {
            breakOff(cause);
            return;
        }
        response.reset();
        Callback answered = Callback.from(
                InvocationType.NON_BLOCKING,
                () -> response.finish(Callback.from(InvocationType.NON_BLOCKING, this::end, this::breakOff)),
                this::breakOff);
        Response.writeError(request, response, answered, cause);
    }

    /** Resets the stream, so that what the client has of the answer cannot look complete. */
    private void breakOff(Throwable cause) {
        brokenOff = true;
        session.reset(stream, ErrorCode.INTERNAL_ERROR, cause);
        end();
    }

    private void end() {
        try {
            if (body != null) {
                body.discard();
            }
            if (!stream.isRemoteEnded()) {
                // RFC 9113 §8.1: the answer is complete, what the client still sends is not needed.
                session.reset(stream, ErrorCode.NO_ERROR, new IllegalStateException("answered"));
            }
            RequestLog log =
                    session.connection().facts().getConnector().getServer().getRequestLog();
            if (log != null) {
                log.log(request, response);
            }
        } finally {
            over = true;
            session.onExchangeOver();
        }
    }

    void addIdleListener(Predicate<TimeoutException> listener) {
        synchronized (this) {
            Predicate<TimeoutException> before = idleListener;
            idleListener = before == null ? listener : before.or(listener);
        }
    }

    void addFailureListener(Consumer<Throwable> listener) {
        synchronized (this) {
            Consumer<Throwable> before = failureListener;
            failureListener = before == null ? listener : before.andThen(listener);
        }
    }

    /** Runs what waited for the body. */
    void run(Runnable waits) {
        try {
            waits.run();
        } catch (RuntimeException | Error e) {
            onFailure(e);
        }
    }

    void demand(IncomingBody from, Runnable available) {
        if (from.demand(available)) {
            run(available);
        } else if (from.takeContinue()) {
            var unused = response.writeContinue();
        }
    }

    /**
     * For as long as the connection's idle timeout nothing came and nothing went: the fault of a client that owes bytes
     * or takes none, or else of nobody if a listener says so.
     */
    void onIdle(TimeoutException timeout) {
        if (tell(timeout, true)) {
            return;
        }
        Predicate<TimeoutException> listener;
        synchronized (this) {
            listener = idleListener;
        }
        if (listener == null || listener.test(timeout)) {
            onFailure(timeout);
        }
    }

    /** The stream fails: whoever waits for it is told, or else who asked to be. */
    void onFailure(Throwable cause) {
        if (tell(cause, false)) {
            return;
        }
        Consumer<Throwable> listener;
        synchronized (this) {
            listener = failureListener;
            failureListener = null;
        }
        if (listener != null) {
            listener.accept(cause);
        }
    }

    /** Fails the read and the write that are waited for; false when there are none. */
    private boolean tell(Throwable cause, boolean onlyOnce) {
        boolean writer = response.isWriting();
        boolean reader = !completed.get() && body != null && body.fail(cause, onlyOnce);
        if (writer) {
            session.reset(stream, ErrorCode.CANCEL, cause);
        }
        return reader || writer || completed.get();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
