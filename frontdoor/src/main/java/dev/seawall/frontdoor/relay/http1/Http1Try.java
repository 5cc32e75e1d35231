package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.relay.AnswerListener;
import dev.seawall.frontdoor.relay.Attempt;
import dev.seawall.frontdoor.relay.RelayConfig;
import dev.seawall.frontdoor.relay.RelayEngine;
import dev.seawall.frontdoor.relay.WorkerRequest;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * One request on one connection: lets the answer come while the body is still going, and decides at the end whether
 * the connection can serve again.
 *
 * <p>Thread rule: the flags are guarded by {@code this}; the listener is called without the lock, and for exactly one
 * outcome, because {@code decided} is set with it.
 */
final class Http1Try implements RelayEngine.Try {
    /** A worker that sends nothing but interim answers is not answering. */
    private static final int MOST_INTERIMS = 100;

    private final WorkerRequest request;
    private final AnswerListener listener;
    private final RelayConfig config;
    private @Nullable Wire wire;
    private int interims;
    private boolean decided;
    private volatile boolean answered;
    private boolean over;
    private boolean lastWriteIssued;
    private boolean requestSent;
    private boolean sendFailed;
    private boolean answerRead;

    Http1Try(WorkerRequest request, AnswerListener listener, RelayConfig config) {
        this.request = request;
        this.listener = listener;
        this.config = config;
    }

    /** Sends on a connection that stands; false when it was given up before. */
    boolean begin(WorkerConnection on) {
        RequestWriter sender = new RequestWriter(on, request, this);
        synchronized (this) {
            if (over) {
                return false;
            }
            wire = new Wire(
                    on,
                    sender,
                    new ResponseReader(on, this, HttpMethod.HEAD.is(request.method())),
                    new AnswerClock(on.receiveTimer(), config.firstByteTimeout(), this::onSilent, sender::proceed));
        }
        on.serve(this);
        sender.begin();
        return true;
    }

    void onConnectFailed(Throwable cause) {
        decide(Failures.notConnected(cause, config.connectTimeout()));
    }

    @Override
    public boolean abort(Throwable cause) {
        boolean undecided;
        synchronized (this) {
            undecided = !decided;
            decided = true;
        }
        close(cause);
        return undecided;
    }

    void onWriteBegins() {
        connection().sendTimer().arm(config.idleTimeout(), () -> onStalled("took no byte of the request"));
    }

    void onWriteEnds() {
        connection().sendTimer().disarm();
    }

    synchronized void onLastWrite() {
        lastWriteIssued = true;
    }

    void onWaitsForContinue() {
        wire().clock().onWaitsForContinue();
    }

    void onRequestSent() {
        wire().clock().onRequestOver();
        synchronized (this) {
            requestSent = true;
            if (!answerRead) {
                return;
            }
        }
        finish();
    }

    /** Where it is the worker that stopped listening, an answer may still be on its way: the reader goes on. */
    void onSendFailed(Throwable cause) {
        if (cause instanceof RequestWriter.BodyFailure) {
            Throwable client = cause.getCause() == null ? cause : cause.getCause();
            decide(new Attempt.BodyFailed(client));
            close(client);
        } else if (!writer().mayHaveBeenSeen()) {
            decide(Failures.notWritten(cause, connection().hasServed()));
            close(cause);
        } else {
            wire().clock().onRequestOver();
            synchronized (this) {
                sendFailed = true;
                if (!answerRead) {
                    return;
                }
            }
            close(cause);
        }
    }

    void onReadable() {
        ResponseReader from = reader();
        if (answered) {
            connection().receiveTimer().disarm();
            from.wake();
            return;
        }
        try {
            while (from.readHead()) {
                if (!from.isInterim()) {
                    answer(from);
                    return;
                }
                if (!interim(from)) {
                    return;
                }
            }
            connection().watch();
        } catch (IOException | RuntimeException e) {
            onReadFailed(e);
        }
    }

    /** False when reading goes on later, so that no more than one is ever held here. */
    private boolean interim(ResponseReader from) throws IOException {
        if (++interims > MOST_INTERIMS) {
            throw new IOException("more than " + MOST_INTERIMS + " interim answers");
        }
        HttpFields fields = from.fields();
        from.next();
        if (from.status() == HttpStatus.CONTINUE_100) {
            wire().clock().onContinue();
            writer().proceed();
            return true;
        }
        wire().clock().pause();
        listener.onInterim(from.status(), fields, this::onInterimPassedOn);
        return false;
    }

    private void onInterimPassedOn() {
        wire().clock().goOn();
        onReadable();
    }

    private void answer(ResponseReader from) throws IOException {
        boolean switches = from.status() == HttpStatus.SWITCHING_PROTOCOLS_101;
        if (switches && !request.upgrades()) {
            throw new IOException("101 to a request that did not ask for it");
        }
        synchronized (this) {
            if (decided) {
                connection().release(); // It came too late: what is behind the head is nobody's.
                return;
            }
            decided = true;
            answered = true;
        }
        wire().clock().stop();
        if (switches) {
            var early = from.early();
            connection().handOver();
            listener.onSwitched(from.fields(), connection().getEndPoint(), early);
        } else {
            listener.onAnswer(from.status(), from.fields(), from);
        }
    }

    void onReadFailed(Throwable cause) {
        ResponseReader from = reader();
        connection().release();
        decide(Failures.noAnswer(cause, from.hasBegun(), connection().hasServed(), writer().hasNotTouchedBody()));
        close(cause);
    }

    void onWaitsForBody() {
        connection().receiveTimer().arm(config.idleTimeout(), () -> onStalled("sent no byte of its answer"));
    }

    /** The reader has handed out the last of the answer. */
    void onAnswerRead() {
        boolean early;
        synchronized (this) {
            answerRead = true;
            early = !lastWriteIssued || sendFailed;
            if (!early && !requestSent) {
                return;
            }
        }
        if (early) {
            close(new IOException("answered before the request's end"));
        } else {
            finish();
        }
    }

    private void finish() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        if (reader().persists()) {
            connection().giveBack();
        } else {
            connection().release();
            connection().abort(new IOException("not kept"));
        }
    }

    private void onSilent() {
        decide(new Attempt.Silent(config.firstByteTimeout()));
        close(new TimeoutException("silent"));
    }

    private void onStalled(String what) {
        IOException cause =
                new IOException("it " + what + " for " + config.idleTimeout().toMillis() + " ms");
        decide(new Attempt.NoAnswer(cause, false));
        close(cause);
    }

    private void decide(Attempt attempt) {
        synchronized (this) {
            if (decided) {
                return;
            }
            decided = true;
        }
        listener.onFailed(attempt);
    }

    /** Ends it with its connection. */
    void close(Throwable cause) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        if (wire != null) {
            if (answerRead) {
                connection().release();
            }
            reader().failed(cause);
            writer().end(cause);
            wire().clock().stop();
            connection().abort(cause);
        }
    }

    private WorkerConnection connection() {
        return wire().connection();
    }

    private RequestWriter writer() {
        return wire().writer();
    }

    private ResponseReader reader() {
        return wire().reader();
    }

    private Wire wire() {
        if (wire == null) {
            throw new IllegalStateException("not begun");
        }
        return wire;
    }

    /** What a try has once a connection stands. */
    private record Wire(WorkerConnection connection, RequestWriter writer, ResponseReader reader, AnswerClock clock) {}
}
