package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.exchange.IncomingContent;
import dev.seawall.frontdoor.http.patience.Pace;
import dev.seawall.frontdoor.http.patience.Watch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.Retainable;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way in: what has come and nobody has read, never more than the window; a client may send on
 * only for what was read (RFC 9113 §5.2). Content for which somebody waits is handed on where it lies; small pieces
 * that have to wait are copied together, so that none of them keeps a whole buffer.
 *
 * <p>Thread rule: one reader at a time; guarded by the session. No callback is called under the lock.
 */
final class IncomingBody implements IncomingContent {
    private static final int SMALL = 4096;
    private static final int PILE_BYTES = 16 * 1024;

    private final Session session;
    private final Http2Stream stream;
    private final Queue<Content.Chunk> waiting = new ArrayDeque<>(2);
    private byte[] pile = new byte[0];
    private int piled;
    private boolean ended;
    private @Nullable HttpFields trailers;
    private boolean trailersRead;
    private Content.@Nullable Chunk failure;
    private @Nullable Runnable demand;
    private boolean awaitsContinue;
    private boolean discarded;
    private int window;
    private int credit;
    private long missing;
    private volatile long bytesRead;
    private @Nullable Pace pace;

    /**
     * @param length by Content-Length, -1 for unknown
     * @param awaitsContinue whether the client sends it only after a 100 (RFC 9110 §10.1.1)
     */
    IncomingBody(Session session, Http2Stream stream, int window, long length, boolean awaitsContinue) {
        this.session = session;
        this.stream = stream;
        this.window = window;
        this.missing = length < 0 ? Long.MIN_VALUE : length;
        this.awaitsContinue = awaitsContinue;
    }

    /** Whether somebody waits for what the client has not sent. Under the lock. */
    boolean isAwaited() {
        return demand != null && !isAvailable();
    }

    /** Whether the client sends too slowly; asked in every round. Under the lock. */
    boolean fallsBehind(Watch watch, int sharers) {
        boolean awaited = isAwaited();
        if (pace == null && awaited) {
            pace = new Pace(watch.tempo(), bytesRead);
        }
        return pace != null && pace.fallsBehind(awaited ? watch.waitedNanos() : 0, bytesRead, sharers);
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public @Nullable HttpFields trailers() {
        synchronized (session) {
            return trailersRead ? trailers : null;
        }
    }

    @Override
    public boolean takeContinue() {
        synchronized (session) {
            boolean awaited = awaitsContinue;
            awaitsContinue = false;
            return awaited;
        }
    }

    /** Counts a frame; false when it is more than the window allows. Under the lock. */
    boolean spend(int bytes) {
        window -= bytes;
        return window >= 0;
    }

    /** Lets the client send as much again; what to tell it, 0 for nothing yet. Under the lock. */
    int earn(int bytes, int fullWindow) {
        credit += bytes;
        if (ended || credit < fullWindow / 2) {
            return 0;
        }
        int earned = credit;
        window += earned;
        credit = 0;
        return earned;
    }

    /** Takes a piece in; false when it is more than Content-Length announced. Under the lock. */
    boolean add(ByteBuffer content, Retainable held, boolean last) {
        int bytes = content.remaining();
        stream.touch();
        if (missing != Long.MIN_VALUE) {
            missing -= bytes;
            if (missing < 0 || (last && missing > 0)) {
                return false;
            }
        }
        awaitsContinue &= bytes == 0;
        if (discarded || (bytes == 0 && !last)) {
            session.consumed(stream, bytes);
        } else if (bytes > SMALL || demand != null) {
            unpile();
            if (bytes > 0) {
                held.retain();
                waiting.add(Content.Chunk.asChunk(content, last, held));
            }
        } else {
            pile(content, bytes);
        }
        ended = last;
        return true;
    }

    private void pile(ByteBuffer content, int bytes) {
        if (piled + bytes > PILE_BYTES) {
            unpile();
        }
        if (piled + bytes > pile.length) {
            pile = Arrays.copyOf(pile, Math.max(2 * pile.length, piled + bytes));
        }
        content.get(pile, piled, bytes);
        piled += bytes;
    }

    private void unpile() {
        if (piled > 0) {
            waiting.add(Content.Chunk.from(ByteBuffer.wrap(pile, 0, piled), ended && trailers == null));
            pile = new byte[0];
            piled = 0;
        }
    }

    /** The trailer section ends it; false when content is missing. Under the lock. */
    boolean end(HttpFields section) {
        ended = true;
        trailers = section;
        return missing <= 0;
    }

    /** Who waits for what there is now; null for nobody. Under the lock. */
    @Nullable
    Runnable takeDemand() {
        Runnable waits = isAvailable() ? demand : null;
        demand = waits == null ? demand : null;
        return waits;
    }

    private boolean isAvailable() {
        return failure != null || piled > 0 || !waiting.isEmpty() || ended;
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk next;
        synchronized (session) {
            next = failure;
            if (next != null) {
                failure = Content.Chunk.next(next);
                return next;
            }
            unpile();
            next = waiting.poll();
            if (next == null) {
                return ended ? end() : null;
            }
            count(next.remaining());
            session.consumed(stream, next.remaining());
        }
        session.settle();
        return next;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one reader at a time
    private void count(int bytes) {
        bytesRead += bytes;
    }

    private Content.Chunk end() {
        HttpFields section = trailers;
        if (section == null || trailersRead) {
            return Content.Chunk.EOF;
        }
        trailersRead = true;
        return new Trailers(section);
    }

    /** Whether there is something to read; if not, {@code available} is run when there is. */
    boolean demand(Runnable available) {
        synchronized (session) {
            if (demand != null) {
                throw new IllegalStateException("demand pending");
            }
            if (isAvailable()) {
                return true;
            }
            demand = available;
            return false;
        }
    }

    @Override
    public boolean consumeAvailable() {
        discard();
        return ended;
    }

    /** What comes later, too, is thrown away. */
    @Override
    public void discard() {
        synchronized (session) {
            discarded = true;
            int bytes = piled;
            piled = 0;
            pile = new byte[0];
            for (Content.Chunk unread = waiting.poll(); unread != null; unread = waiting.poll()) {
                bytes += unread.remaining();
                unread.release();
            }
            session.consumed(stream, bytes);
        }
        session.settle();
    }

    @Override
    public boolean fail(Throwable cause, boolean onlyOnce) {
        Runnable waits;
        synchronized (session) {
            Content.Chunk known = failure;
            if (known == null || !known.isLast()) {
                failure = Content.Chunk.from(cause, !onlyOnce);
            }
            waits = demand;
            demand = null;
        }
        if (waits != null) {
            stream.exchange().run(waits);
        }
        return waits != null;
    }
}
