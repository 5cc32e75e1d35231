package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.http.exchange.ConnectionFacts;
import dev.seawall.frontdoor.http.patience.Patient;
import dev.seawall.frontdoor.http.patience.Stage;
import dev.seawall.frontdoor.loops.Turn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/1.1 connection (RFC 9112 §9): reads a request, gives it to the handlers, and goes on to the next when
 * its answer is with the socket; requests sent ahead wait their turn in the socket.
 *
 * <p>While an answer is awaited the connection is watched for reading. What comes is at most one buffer of the next
 * request, or the news that the client is gone, which the handlers are told.
 *
 * <p>Thread rule: {@link #turns} lets one thread at a time into {@link #turn}: the selector's, or whichever completes an
 * exchange; no hop in between, and no recursion however many requests are sent ahead. While an exchange lasts, its
 * {@link RequestBody} alone reads the input until the request has been read.
 */
final class Http1Connection extends AbstractConnection implements Connection.UpgradeFrom, Patient.Bearer {
    private final Connector connector;
    private final ConnectionFacts facts;
    private final Input input;
    private final Turnstile turns = new Turnstile(this::turn);
    private volatile @Nullable Http1Exchange exchange;
    private volatile @Nullable Throwable broken;
    private volatile boolean handedOver;
    private final Http1Patience patience;
    private @Nullable RequestReader reader;
    private @Nullable Linger linger;

    Http1Connection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(endPoint, connector.getExecutor());
        this.connector = connector;
        this.facts = new ConnectionFacts(this, HttpVersion.HTTP_1_1, this::persists, configuration, connector);
        this.input = new Input(endPoint, connector.getByteBufferPool(), new Readiness(this));
        this.patience = new Http1Patience(this, configuration);
    }

    ConnectionFacts facts() {
        return facts;
    }

    @Override
    public Http1Patience patient() {
        return patience;
    }

    /** The request under way; null for none. */
    @Nullable
    Http1Exchange exchange() {
        return exchange;
    }

    Stage stage() {
        if (exchange != null || linger != null) {
            return exchange == null ? Stage.LINGER : Stage.BUSY;
        }
        return reader == null || reader.isBetweenRequests() ? Stage.IDLE : Stage.HEAD;
    }

    /** Whether the request under way may be followed by another. */
    boolean persists() {
        Http1Exchange current = exchange;
        return current == null || current.persists();
    }

    /** RFC 9112 §9.6: every answer from then on says that it is the last. */
    boolean isShuttingDown() {
        return connector.isShutdown();
    }

    @Override
    public void onOpen() {
        super.onOpen();
        input.watch();
    }

    @Override
    public void onFillable() {
        turns.enter();
    }

    /** The watched input has something to read: for the body that is waited for, or else for the connection. */
    void onReadable() {
        input.onArrival();
        Http1Exchange current = exchange;
        RequestBody body = current == null ? null : current.request().body();
        if (body == null || !body.onReadable()) {
            turns.enter();
        }
    }

    /** An exchange is over, or the wait for one. */
    void goOn() {
        turns.enter();
    }

    /** The request under way has been read to its end. */
    void onRequestRead() {
        Http1Exchange current = exchange;
        if (input.isEmpty()) {
            input.release();
            if (current != null && !current.request().head().mayUpgrade()) {
                input.watch();
            }
        }
    }

    private void turn() {
        try {
            while (takesStep()) {} // Until somebody else's turn has come.
        } catch (IOException | RuntimeException | Error e) {
            input.release();
            getEndPoint().close(e);
        }
    }

    /** False when there is nothing to do before the next event. */
    private boolean takesStep() throws IOException {
        if (handedOver) {
            return false;
        }
        Http1Exchange current = exchange;
        if (current != null) {
            if (!current.isOver()) {
                watchOver(current);
                return false;
            }
            exchange = null;
            settle(current);
            return true;
        }
        Throwable cause = broken;
        if (cause != null || !getEndPoint().isOpen()) {
            input.release();
            getEndPoint().close(cause);
            return false;
        }
        if (linger != null) {
            linger.goOn(input, getEndPoint());
            return false;
        }
        return readsHead();
    }

    /** Takes notice of what comes while the handlers are at work. */
    private void watchOver(Http1Exchange current) {
        Throwable cause = broken;
        if (cause == null && input.hasArrived() && input.isEmpty() && reader != null && reader.isComplete()) {
            try {
                if (input.fill() == 0) {
                    input.watch();
                }
            } catch (IOException e) {
                cause = broken = new EofException(e);
            }
        }
        if (cause != null) {
            current.onFailure(cause);
        }
    }

    private boolean readsHead() throws IOException {
        while (true) {
            if (patience.isAtEnd()) {
                return begin(reader().giveUp());
            }
            if (!input.isEmpty()) {
                if (reader().parseHead()) {
                    return begin(reader());
                }
            } else if (input.hasEnded()) {
                if (reader != null && !reader.isBetweenRequests() && reader.parseHead()) {
                    return begin(reader);
                }
                OrderlyEnd.of(getEndPoint());
                return false;
            }
            if (!input.hasArrived()) {
                input.release();
                input.watch();
                return false;
            }
            input.fill();
        }
    }

    private RequestReader reader() {
        if (reader == null) {
            reader = new RequestReader(input, facts);
        }
        return reader;
    }

    private boolean begin(RequestReader from) {
        RequestHead head = from.head();
        Throwable refusal = from.malformed();
        if (refusal == null && head.version() == HttpVersion.HTTP_2) {
            Connection http2 = patience.nth() > 0 ? null : PriorKnowledgeSwitch.http2(connector, getEndPoint(), from);
            if (http2 != null) {
                handOver(http2);
                return false;
            }
            refusal = PriorKnowledgeSwitch.refusal();
        }
        facts.version(head.version() == HttpVersion.HTTP_2 ? HttpVersion.HTTP_1_1 : head.version());
        Http1Exchange next = new Http1Exchange(this, head, from.beginNanoTime());
        if (refusal == null && !from.isComplete()) {
            next.request().body(new RequestBody(this, next, input, from, head.expectsContinue()));
        }
        patience.onRequest(next);
        exchange = next;
        if (refusal != null) {
            next.refuse(refusal);
        } else {
            if (from.isComplete()) {
                onRequestRead();
            }
            next.handle();
        }
        return true;
    }

    private void handOver(Connection next) {
        handedOver = true;
        getEndPoint().upgrade(next);
    }

    @Override
    public @Nullable ByteBuffer onUpgradeFrom() {
        return input.takeRest();
    }

    /** After an exchange: on to the next request, to another protocol, or to the end. */
    private void settle(Http1Exchange done) {
        RequestReader read = reader();
        if (done.isBrokenOff()) {
            done.request().discardBody();
            input.release();
            return;
        }
        Connection successor = done.successor();
        if (successor != null) {
            handOver(successor);
            return;
        }
        boolean whole =
                read.isComplete() || (read.malformed() == null && done.request().consumeAvailable());
        if (done.persists() && whole && !isShuttingDown()) {
            read.next();
            return;
        }
        linger = Linger.after(input, whole && !done.request().head().persists(), getEndPoint());
    }

    /** The server stops. */
    @Override
    public void close() {
        // Answers that are on their way go out before, and so does what the handlers say to this.
        Turn.endNow();
        patience.onStop();
        Turn.endNow();
        super.close();
    }

    /** Nobody watched at the time, perhaps: buffers are given back and handlers told. */
    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        if (!handedOver) {
            onBroken(cause == null ? new OrderlyEnd() : cause);
        }
    }

    /** Nothing more will come, nor go. */
    void onBroken(Throwable cause) {
        if (broken == null) {
            broken = cause;
        }
        turns.enter();
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        patience.onIdle(timeout);
        return false;
    }
}
