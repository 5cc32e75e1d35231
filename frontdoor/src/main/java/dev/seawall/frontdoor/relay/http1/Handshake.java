package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.tls.WorkerTls;
import dev.seawall.frontdoor.workers.WorkerAddress;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A new connection while TLS is being agreed on. Only when that is done does a request begin on it: what fails here has
 * surely not been sent, and no byte of its body was read.
 *
 * <p>Thread rule: read by one thread at a time; the end, whoever brings it, counts once.
 */
final class Handshake extends AbstractConnection implements SslHandshakeListener {
    private final SSLEngine engine;
    private final WorkerAddress worker;
    private final WorkerTls tls;
    private final Outcome outcome;
    private final Scheduler.Task limit;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean agreed;

    /** Exactly one of the two is called. */
    record Outcome(Consumer<EndPoint> done, Consumer<Throwable> failed) {}

    Handshake(
            SslEndPoint endPoint,
            Executor executor,
            Scheduler scheduler,
            Duration longest,
            WorkerAddress worker,
            WorkerTls tls,
            Outcome outcome) {
        super(endPoint, executor);
        this.engine = endPoint.getSslConnection().getSSLEngine();
        this.worker = worker;
        this.tls = tls;
        this.outcome = outcome;
        endPoint.getSslConnection().addHandshakeListener(this);
        this.limit = scheduler.schedule(
                () -> fail(
                        new TimeoutException("the TLS handshake was not finished after " + longest.toMillis() + " ms")),
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        try {
            engine.beginHandshake();
            goOn();
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void onFillable() {
        try {
            goOn();
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Reading is what drives it, and what hears of any end, with its reason; nothing but the handshake can come before a request was sent. */
    private void goOn() throws IOException {
        ByteBuffer none = BufferUtil.EMPTY_BUFFER;
        int filled = getEndPoint().fill(none);
        if (agreed) {
            succeed();
        } else if (filled < 0) {
            throw new EOFException("the connection was closed during the TLS handshake");
        } else if (!over.get()) {
            fillInterested();
        }
    }

    /** Within the endpoint's lock: only noted. */
    @Override
    public void handshakeSucceeded(Event event) {
        tls.onHandshake(worker, event.getSSLEngine().getSession());
        agreed = true;
    }

    private void succeed() {
        if (over.compareAndSet(false, true)) {
            limit.cancel();
            outcome.done().accept(getEndPoint());
        }
    }

    private void fail(Throwable cause) {
        if (over.compareAndSet(false, true)) {
            limit.cancel();
            getEndPoint().close(cause);
            outcome.failed().accept(cause);
        }
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        fail(cause);
    }
}
