package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.exchange.ConnectionFacts;
import dev.seawall.frontdoor.http.http1.Input;
import dev.seawall.frontdoor.http.http1.Turnstile;
import dev.seawall.frontdoor.http.patience.HttpLimits;
import dev.seawall.frontdoor.http.patience.Patient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/2 connection (RFC 9113): reads frames as they come, and ends when both sides are done, when the
 * client is gone, or when it does what it must not.
 *
 * <p>Thread rule: {@link #turns} lets one thread at a time into {@link #turn}, the selector's; what streams share is the
 * {@link Session}'s.
 */
final class Http2Connection extends AbstractConnection implements Connection.UpgradeTo, Patient.Bearer {
    /** Read from a client after the last word to it: to close on unread bytes could take that word with it. */
    private static final int MOST_LINGERING_BYTES = 1 << 20;

    private static final long LONGEST_LINGER_MILLIS = 5000;

    private final ConnectionFacts facts;
    private final Http2Listener listener;
    private final Input input;
    private final Session session;
    private final FrameReader reader;
    private final StreamClock clock;
    private final Http2Patience patience;
    private final Turnstile turns = new Turnstile(this::turn);
    private @Nullable ByteBuffer early;
    private volatile boolean ending;
    private volatile long lingersUntilNanos;
    private int lingeringBytes;

    /** @param prefaceRead how many bytes of the preface somebody else has read */
    Http2Connection(
            HttpConfiguration configuration,
            Connector connector,
            EndPoint endPoint,
            Http2Limits limits,
            Http2Listener listener,
            int prefaceRead) {
        super(endPoint, connector.getExecutor());
        this.listener = listener;
        this.facts = new ConnectionFacts(this, HttpVersion.HTTP_2, () -> true, configuration, connector);
        this.input = new Input(endPoint, connector.getByteBufferPool(), new Arrivals(this));
        this.session = new Session(this, limits);
        Inbound inbound = new Inbound(session, configuration.getRequestHeaderSize());
        this.reader = new FrameReader(inbound, prefaceRead);
        this.patience = new Http2Patience(this, session, reader, inbound, HttpLimits.of(configuration));
        this.clock = new StreamClock(this, session, connector.getScheduler());
    }

    ConnectionFacts facts() {
        return facts;
    }

    @Override
    public Http2Patience patient() {
        return patience;
    }

    /** Whether the last word is said. */
    boolean isEnding() {
        return ending;
    }

    @Override
    public void onUpgradeTo(ByteBuffer read) {
        if (read != null && read.hasRemaining()) {
            early = read;
        }
    }

    @Override
    public void onOpen() {
        super.onOpen();
        session.control(
                Frames.settings(session.limits(), facts.getHttpConfiguration().getRequestHeaderSize()));
        session.control(Frames.windowUpdate(0, session.limits().connectionWindow() - Frames.FIRST_WINDOW));
        if (early == null) {
            input.watch();
        }
        turns.enter();
        session.settle();
    }

    @Override
    public void onFillable() {
        turns.enter();
    }

    /** Tells that the watched input has something to read, or never will again. */
    private record Arrivals(Http2Connection connection) implements Callback {
        @Override
        public void succeeded() {
            connection.input.onArrival();
            connection.turns.enter();
        }

        @Override
        public void failed(Throwable cause) {
            connection.onBroken(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    private void turn() {
        try {
            ByteBuffer first = early;
            if (first != null) {
                early = null;
                reader.read(RetainableByteBuffer.wrap(first));
                input.watch();
            }
            readAll();
            clock.watch();
        } catch (ConnectionError e) {
            onError(e);
        } catch (IOException | RuntimeException | Error e) {
            input.release();
            onBroken(e);
        }
        session.settle();
    }

    private void readAll() throws IOException {
        while (input.hasArrived() && !session.isClosed()) {
            int filled = input.fill();
            if (filled < 0) {
                onBroken(new EofException("the client ended the connection"));
                return;
            }
            if (filled > 0 && ending) {
                linger(filled);
            } else if (filled > 0) {
                reader.read(input.held());
            }
        }
        input.release();
        if (session.isClosed()) {
            return;
        }
        endWhenDone();
        input.watch();
    }

    private void linger(int bytes) throws IOException {
        lingeringBytes += bytes;
        input.unparsed().position(input.unparsed().limit());
        if (lingeringBytes > MOST_LINGERING_BYTES || System.nanoTime() - lingersUntilNanos > 0) {
            throw new EofException("the client does not stop");
        }
    }

    /** What the client did ends the connection, and it is told why (RFC 9113 §5.4.1). */
    private void onError(ConnectionError error) {
        input.release();
        if (!ending) {
            listener.onConnectionEnded(error.reason());
            session.goAway(error.code());
            endFor(error);
        }
        input.watch();
    }

    private void endFor(Throwable cause) {
        session.abandonAll(cause);
        end();
    }

    private void endWhenDone() {
        if (!ending && session.isDone()) {
            end();
        }
    }

    private void end() {
        lingersUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_LINGER_MILLIS);
        ending = true;
        EndPoint end = getEndPoint();
        end.setIdleTimeout(Math.min(end.getIdleTimeout(), LONGEST_LINGER_MILLIS));
        session.output().end();
    }

    /** An exchange is over. */
    void onExchangeOver() {
        endWhenDone();
    }

    /** The server stops taking requests: this connection's last is the last it has sent (RFC 9113 §6.8). */
    void drain() {
        session.goAway(ErrorCode.NO_ERROR);
        endWhenDone();
        session.settle();
    }

    /** What was waited for has not come: nothing more is taken. */
    void giveUp(ErrorCode code, TimeoutException cause) {
        session.goAway(code);
        endFor(cause);
    }

    /** Nothing is under way, and shall be no more. */
    void leave() {
        session.goAway(ErrorCode.NO_ERROR);
        session.settle();
        getEndPoint().close();
    }

    /** A client that takes nothing of what is written has none of it to wait for. */
    void onStalled(TimeoutException timeout) {
        listener.onConnectionEnded(ConnectionEnd.STALLED);
        onBroken(timeout);
    }

    /** The server stops. */
    @Override
    public void close() {
        session.goAway(ErrorCode.NO_ERROR);
        session.settle();
        EofException stop = new EofException("the server stops");
        session.streams().forEach(stream -> stream.exchange().onFailure(stop));
        super.close();
    }

    /** Nobody watched at the time, perhaps: buffers are given back and handlers told. */
    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        clock.stop();
        onBroken(cause == null ? new EofException("closed") : cause);
    }

    /** Nothing more will come, nor go. */
    void onBroken(Throwable cause) {
        session.onBroken(cause);
        turns.enter();
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        if (session.output().isWriting()) {
            onStalled(timeout);
        } else if (ending || session.isIdle()) {
            leave();
        }
        return false;
    }
}
