package dev.seawall.frontdoor.http.exchange;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
public abstract class ClientExchange implements Callback {
    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile boolean over;
    private volatile boolean brokenOff;
    private @Nullable Predicate<TimeoutException> idleListener;
    private @Nullable Consumer<Throwable> failureListener;
    private @Nullable Throwable failure;

    protected abstract ClientRequest request();

    protected abstract ClientResponse response();

    protected abstract Server server();

    /** Whether nothing can be written any more. */
    protected abstract boolean isCut();

    /** No handler answers, so the front door will. */
    protected abstract void onOwnAnswer();

    /** Sees to it that what the client has of the answer cannot look complete. */
    protected abstract void cutOff(Throwable cause);

    /** Has the write fail that is on its way. */
    protected abstract void cutWrite(Throwable cause);

    /** The answer is complete, or was cut off. */
    protected abstract void onEnd();

    /** After everything else, when {@link #isOver}. */
    protected abstract void onOver();

    /** Whether it has ended: nothing more of it will be read or written. */
    public boolean isOver() {
        return over;
    }

    public boolean isBrokenOff() {
        return brokenOff;
    }

    /** Gives it to the handlers. */
    public void handle() {
        try {
            if (!server().handle(request(), response(), this)) {
                Response.writeError(request(), response(), this, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void succeeded() {
        if (completed.compareAndSet(false, true)) {
            response().finish(Callback.from(InvocationType.NON_BLOCKING, this::end, this::breakOff));
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!completed.compareAndSet(false, true)) {
            return;
        }
        ClientResponse response = response();
        boolean tooLate = response.isCommitted() || response.isWriting() || isCut();
        if (tooLate || cause instanceof Request.Handler.AbortException) {
            breakOff(cause);
            return;
        }
        response.reset();
        onOwnAnswer();
        Callback answered = Callback.from(
                InvocationType.NON_BLOCKING,
                () -> response.finish(Callback.from(InvocationType.NON_BLOCKING, this::end, this::breakOff)),
                this::breakOff);
        Response.writeError(request(), response, answered, cause);
    }

    private void breakOff(Throwable cause) {
        brokenOff = true;
        cutOff(cause);
        end();
    }

    private void end() {
        try {
            onEnd();
            RequestLog log = server().getRequestLog();
            if (log != null) {
                log.log(request(), response());
            }
        } finally {
            over = true;
            onOver();
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

    /** Runs what waited for content. */
    public void run(Runnable waits) {
        try {
            waits.run();
        } catch (RuntimeException | Error e) {
            onFailure(e);
        }
    }

    /**
     * For as long as the connection's idle timeout nothing came and nothing went: the fault of a client that owes bytes
     * or takes none, or else of nobody if a listener says so.
     */
    public void onIdle(TimeoutException timeout) {
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

    /** It fails: whoever waits for it is told, or else who asked to be. */
    public void onFailure(Throwable cause) {
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
        IncomingContent content = request().content();
        boolean writer = response().isWriting();
        boolean reader = !completed.get() && content != null && content.fail(cause, onlyOnce);
        if (writer) {
            cutWrite(cause);
        }
        return reader || writer || completed.get();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
