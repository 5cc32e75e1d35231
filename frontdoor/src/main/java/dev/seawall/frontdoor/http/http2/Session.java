package dev.seawall.frontdoor.http.http2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the streams of a connection have in common (RFC 9113 §5): which there are, what the client may send, and what
 * both sides have said of the end.
 *
 * <p>Thread rule: its monitor guards it, its streams and its output. No handler and no callback is called under it.
 */
final class Session {
    private final Http2Connection connection;
    private final Http2Limits limits;
    private final FloodGuard guard;
    private final Output output;
    private final Map<Integer, Http2Stream> streams = new HashMap<>(8);
    private final RecentIds resets = new RecentIds();
    private int lastStream;
    private int exchanges;
    private long firstWindow = Frames.FIRST_WINDOW;
    private int window;
    private int credit;
    private boolean tableChanged;
    private boolean saidGoAway;
    private boolean heardGoAway;
    private volatile boolean closed;
    private volatile @Nullable ConnectionError overflow;

    Session(Http2Connection connection, Http2Limits limits) {
        this.connection = connection;
        this.limits = limits;
        this.guard = new FloodGuard(limits, System::nanoTime);
        this.window = limits.connectionWindow();
        this.output =
                new Output(this, connection.getEndPoint(), connection.facts().getByteBufferPool());
    }

    Http2Limits limits() {
        return limits;
    }

    Http2Connection connection() {
        return connection;
    }

    Output output() {
        return output;
    }

    /** After whatever may have something written, outside the lock. */
    void settle() {
        output.settle();
    }

    void onUseful() {
        guard.useful();
    }

    void count(ConnectionEnd kind) throws ConnectionError {
        guard.count(kind);
    }

    /** @throws ConnectionError when the client takes no answers to what it goes on to ask */
    void throwOverflow() throws ConnectionError {
        ConnectionError found = overflow;
        if (found != null) {
            throw found;
        }
    }

    /** Writes short frames; {@link #settle} is to follow. */
    synchronized void control(byte[] frames) {
        if (!output.put(frames) && overflow == null) {
            overflow = new ConnectionError(ConnectionEnd.UNREAD_REPLIES, "unread-replies: nothing of them is taken");
        }
    }

    synchronized @Nullable Http2Stream stream(int id) {
        return streams.get(id);
    }

    synchronized List<Http2Stream> streams() {
        return new ArrayList<>(streams.values());
    }

    /** The streams on which nothing has come or gone for so many ticks of a clock, of which this is one. */
    synchronized List<Http2Stream> still(int ticks) {
        List<Http2Stream> still = new ArrayList<>();
        for (Http2Stream stream : streams.values()) {
            if (stream.isStillAt(ticks)) {
                still.add(stream);
            }
        }
        return still;
    }

    synchronized int lastStream() {
        return lastStream;
    }

    synchronized void lastStream(int id) {
        lastStream = id;
    }

    /** Whether one stream more may be worked on (RFC 9113 §5.1.2). */
    synchronized boolean hasRoom() {
        return Math.max(streams.size(), exchanges) < limits.streams();
    }

    /** Whether streams the client opens now are none that we will look at (RFC 9113 §6.8). */
    synchronized boolean isGoingAway() {
        return saidGoAway;
    }

    synchronized Http2Stream newStream(int id) {
        return new Http2Stream(this, id, firstWindow);
    }

    synchronized void add(Http2Stream stream) {
        streams.put(stream.id(), stream);
        exchanges++;
        if (connection.patient().isLast()) {
            goAway(ErrorCode.NO_ERROR);
        }
    }

    /** Both sides have ended it. Under the lock. */
    void forget(Http2Stream stream) {
        streams.remove(stream.id());
    }

    void onExchangeOver() {
        synchronized (this) {
            exchanges--;
        }
        connection.onExchangeOver();
    }

    /** Whether nothing is under way. */
    synchronized boolean isIdle() {
        return streams.isEmpty() && exchanges == 0;
    }

    /** Whether nothing is under way and nothing more is to come. */
    synchronized boolean isDone() {
        return (saidGoAway || heardGoAway) && streams.isEmpty() && exchanges == 0;
    }

    synchronized void heardGoAway() {
        heardGoAway = true;
    }

    /** Counts what a DATA frame takes of the connection's window; false when it is more than that. */
    synchronized boolean spend(int bytes) {
        window -= bytes;
        return window >= 0;
    }

    /** Lets the client send as many bytes again. {@link #settle} is to follow. */
    synchronized void consumed(@Nullable Http2Stream stream, int bytes) {
        credit += bytes;
        if (credit >= limits.connectionWindow() / 2) {
            window += credit;
            control(Frames.windowUpdate(0, credit));
            credit = 0;
        }
        IncomingBody body = stream == null || stream.reset() != null ? null : stream.body();
        int earned = body == null ? 0 : body.earn(bytes, limits.streamWindow());
        if (stream != null && earned > 0) {
            control(Frames.windowUpdate(stream.id(), earned));
        }
    }

    /** The client changes what may be sent ahead on every stream (RFC 9113 §6.9.2); false when that is too much. */
    synchronized boolean firstWindow(long bytes) {
        int change = (int) (bytes - firstWindow);
        firstWindow = bytes;
        for (Http2Stream stream : streams.values()) {
            if (!stream.out().widen(change)) {
                return false;
            }
            output.offer(stream.out());
        }
        return true;
    }

    synchronized void tableChanged() {
        tableChanged = true;
    }

    /** Whether the next head has to say that no table is used. */
    synchronized boolean takeTableChanged() {
        boolean changed = tableChanged;
        tableChanged = false;
        return changed;
    }

    /** Resets a stream, and fails what is written on it; nothing, if it has ended. */
    void reset(Http2Stream stream, ErrorCode code, Throwable cause) {
        synchronized (this) {
            if (streams.get(stream.id()) != stream) {
                return;
            }
            abandon(stream, cause);
            resets.add(stream.id());
            control(Frames.reset(stream.id(), code));
        }
        settle();
    }

    /** Resets a stream that there is not. */
    void reset(int id, ErrorCode code) {
        synchronized (this) {
            resets.add(id);
            control(Frames.reset(id, code));
        }
        settle();
    }

    /** Whether we have reset the stream lately, so that the client may not know yet. */
    synchronized boolean wasReset(int id) {
        return resets.contains(id);
    }

    /** The client has reset it. {@link #settle} is to follow. */
    synchronized void onReset(Http2Stream stream, Throwable cause) {
        if (streams.get(stream.id()) == stream) {
            abandon(stream, cause);
        }
    }

    private void abandon(Http2Stream stream, Throwable cause) {
        stream.reset(cause);
        streams.remove(stream.id());
        output.tell(failing(stream.out(), cause));
    }

    private static @Nullable Callback failing(Outgoing out, Throwable cause) {
        Callback failed = out.abort(cause);
        return failed == null ? null : Callback.from(() -> failed.failed(cause));
    }

    /** Says that no further stream is looked at, once; {@link #settle} is to follow. */
    synchronized void goAway(ErrorCode code) {
        if (!saidGoAway || code != ErrorCode.NO_ERROR) {
            saidGoAway = true;
            control(Frames.goAway(lastStream, code));
        }
    }

    /** Ends all streams without a word; {@link #settle} is to follow. */
    void abandonAll(Throwable cause) {
        List<Http2Stream> open = streams();
        open.forEach(stream -> onReset(stream, cause));
        open.forEach(stream -> stream.exchange().onFailure(cause));
    }

    /** The connection is gone: whoever is at work on its streams is told. */
    void onBroken(Throwable cause) {
        List<Http2Stream> open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = new ArrayList<>(streams.values());
            for (Http2Stream stream : open) {
                abandon(stream, cause);
            }
        }
        output.onBroken(cause);
        EofException gone = new EofException(cause);
        for (Http2Stream stream : open) {
            stream.exchange().onFailure(gone);
        }
        connection.getEndPoint().close(cause);
    }

    boolean isClosed() {
        return closed;
    }
}
