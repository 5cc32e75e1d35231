package dev.seawall.frontdoor.http.http1;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpStream;
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
final class Http1Exchange implements Callback {
    private final Http1Connection connection;
    private final Http1Request request;
    private final Http1Response response;
    private final ResponseWriter writer;
    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile boolean over;
    private volatile boolean brokenOff;
    private @Nullable Predicate<TimeoutException> idleListener;
    private @Nullable Consumer<Throwable> failureListener;
    private @Nullable Throwable failure;

    Http1Exchange(Http1Connection connection, RequestHead head, long beginNanoTime) {
        this.connection = connection;
        this.request = new Http1Request(connection.facts(), this, head, beginNanoTime);
        this.writer = new ResponseWriter(connection, head);
        this.response = new Http1Response(request, this, writer);
    }

    Http1Request request() {
        return request;
    }

    /** Whether it has ended: nothing more of it will be read or written. */
    boolean isOver() {
        return over;
    }

    boolean isBrokenOff() {
        return brokenOff;
    }

    /** Whether the connection can go on, as far as the answer said. */
    boolean persists() {
        return writer.persists();
    }

    /** What takes the connection over, null for nothing (RFC 9110 §7.8). */
    @Nullable
    Connection successor() {
        return response.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101
                        && request.getAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE) instanceof Connection next
                ? next
                : null;
    }

    /** Gives it to the handlers. */
    void handle(Server server) {
        try {
            if (!server.handle(request, response, this)) {
                Response.writeError(request, response, this, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Answers a request that no handler gets to see. */
    void refuse(Throwable cause) {
        endConnection();
        failed(cause);
    }

    /** Its answer says that it is the last (RFC 9112 §9.6). */
    void endConnection() {
        writer.endConnection();
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
        if (response.isCommitted() || response.isWriting() || cause instanceof Request.Handler.AbortException) {
            breakOff(cause);
            return;
        }
        response.reset();
        writer.endConnection();
        Callback answered = Callback.from(
                InvocationType.NON_BLOCKING,
                () -> response.finish(Callback.from(InvocationType.NON_BLOCKING, this::end, this::breakOff)),
                this::breakOff);
        Response.writeError(request, response, answered, cause);
    }

    /** Closes the connection, so that what the client has of the answer cannot look complete. */
    private void breakOff(Throwable cause) {
        brokenOff = true;
        if (writer.endsWithConnection()) {
            AbruptEnd.of(connection.getEndPoint(), cause);
        } else {
            connection.getEndPoint().close(cause);
        }
        end();
    }

    private void end() {
        try {
            RequestLog log = connection.facts().getConnector().getServer().getRequestLog();
            if (log != null) {
                log.log(request, response);
            }
        } finally {
            over = true;
            connection.goOn();
        }
    }

    void addIdleListener(Predicate<TimeoutException> listener) {
        synchronized (this) {
            Predicate<TimeoutException> before = idleListener;
            idleListener = before == null ? listener : before.or(listener);
        }
    }

    /** Who comes after the failure is told at once. */
    void addFailureListener(Consumer<Throwable> listener) {
        Throwable known;
        synchronized (this) {
            known = failure;
            if (known == null) {
                Consumer<Throwable> before = failureListener;
                failureListener = before == null ? listener : before.andThen(listener);
            }
        }
        if (known != null) {
            listener.accept(known);
        }
    }

    /** Tells the client to send its body, then goes on with {@code then}, whatever became of that. */
    void sendContinue(Runnable then) {
        var unused = response.writeInterim(HttpStatus.CONTINUE_100, HttpFields.EMPTY)
                .whenComplete((sent, failure) -> then.run());
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

    /** The connection fails: whoever waits for it is told, or else who asked to be. */
    void onFailure(Throwable cause) {
        synchronized (this) {
            failure = failure == null ? cause : failure;
        }
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
        RequestBody body = request.body();
        // Before the reader is told, who may answer to that.
        boolean writer = response.isWriting();
        boolean reader = !completed.get() && body != null && body.fail(cause, onlyOnce);
        if (writer) {
            // Which fails the write.
            connection.getEndPoint().close(cause);
        }
        return reader || writer || completed.get();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
