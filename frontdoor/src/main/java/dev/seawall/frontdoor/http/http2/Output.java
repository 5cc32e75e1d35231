package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.loops.Turn;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Everything that goes to a client, gathered: what streams and the connection have to say within one turn of the loop
 * leaves in one write at its end, or as soon as a buffer is full. While the socket takes no more, every stream keeps
 * the one write it has; then they go on by turns, a frame each.
 *
 * <p>Thread rule: guarded by the session; {@link IteratingCallback} lets one thread at a time write. No callback is
 * called under the lock.
 */
final class Output extends IteratingCallback {
    /** Of short frames that have piled up while the socket took nothing. */
    private static final int MOST_UNREAD_BYTES = 16 * 1024;

    private final Session session;
    private final EndPoint endPoint;
    private final ByteBufferPool pool;
    private final Runnable flush = this::iterate;
    private final Queue<Outgoing> ready = new ArrayDeque<>(4);
    private final Queue<Outgoing> starved = new ArrayDeque<>(1);
    private final Queue<Callback> done = new ArrayDeque<>(4);
    private byte[] unsent = new byte[0];
    private int unsentBytes;
    private @Nullable Batch filling;
    private @Nullable Batch writing;
    private long window = Frames.FIRST_WINDOW;
    private boolean deferred;
    private boolean ending;
    private boolean shut;
    private boolean broken;

    Output(Session session, EndPoint endPoint, ByteBufferPool pool) {
        this.session = session;
        this.endPoint = endPoint;
        this.pool = pool;
    }

    /** Whether the socket has not taken yet what it was given. */
    boolean isWriting() {
        synchronized (session) {
            return writing != null;
        }
    }

    /** What the client lets all streams send together. Under the lock. */
    long window() {
        return window;
    }

    /** Takes short frames; under the lock, {@link #settle} is to follow. False when too much has piled up. */
    boolean put(byte[] frames) {
        if (broken || shut) {
            return true;
        }
        if (writing == null && unsentBytes == 0 && filling().hasRoomFor(frames.length)) {
            filling().put(frames);
            return true;
        }
        if (unsentBytes + frames.length > MOST_UNREAD_BYTES) {
            return false;
        }
        if (unsentBytes + frames.length > unsent.length) {
            unsent = Arrays.copyOf(unsent, Math.max(2 * unsent.length, unsentBytes + frames.length));
        }
        System.arraycopy(frames, 0, unsent, unsentBytes, frames.length);
        unsentBytes += frames.length;
        return true;
    }

    /** Lets a stream's write go as far as it can; under the lock, {@link #settle} is to follow. */
    void offer(Outgoing write) {
        if (write.isReady()) {
            write.queued(true);
            ready.add(write);
            if (writing == null) {
                fill();
            }
        }
    }

    /** False when it would get larger than it may be (RFC 9113 §6.9.1). Under the lock, {@link #settle} is to follow. */
    boolean widen(int bytes) {
        window += bytes;
        if (window > 0) {
            ready.addAll(starved);
            starved.clear();
            if (writing == null) {
                fill();
            }
        }
        return window <= Integer.MAX_VALUE;
    }

    /** Has somebody told, outside the lock; under the lock, {@link #settle} is to follow. */
    void tell(@Nullable Callback finished) {
        if (finished != null) {
            done.add(finished);
        }
    }

    /** What follows any change, outside the lock: tells those who are done, and sees that all is written in time. */
    void settle() {
        tellDone();
        boolean full;
        synchronized (session) {
            boolean nothing = filling == null && unsentBytes == 0 && ready.isEmpty() && !(ending && !shut);
            if (nothing || writing != null || broken) {
                return;
            }
            full = filling != null && filling.isWorthAWrite();
            if (!full && deferred) {
                return;
            }
            deferred = !full;
        }
        if (full) {
            iterate();
        } else {
            Turn.atEnd(flush);
        }
    }

    /** Nothing is to come behind what there is: after it, this direction is closed. */
    void end() {
        synchronized (session) {
            ending = true;
        }
        settle();
    }

    private void tellDone() {
        while (true) {
            Callback next;
            synchronized (session) {
                next = done.poll();
            }
            if (next == null) {
                return;
            }
            next.succeeded();
        }
    }

    private Batch filling() {
        Batch known = filling;
        if (known == null) {
            filling = known = new Batch(pool, !endPoint.isSecure());
        }
        return known;
    }

    private void fill() {
        if (unsentBytes > 0 && filling().hasRoomFor(unsentBytes)) {
            filling().put(Arrays.copyOf(unsent, unsentBytes));
            unsent = new byte[0];
            unsentBytes = 0;
        }
        while (!ready.isEmpty() && !filling().isFull()) {
            Outgoing next = ready.remove();
            next.queued(false);
            if (!next.isWaiting()) {
                continue;
            }
            if (window <= 0 && next.isStarved()) {
                next.queued(true);
                starved.add(next);
                continue;
            }
            int most = (int) Math.min(Frames.PAYLOAD_BYTES, Math.max(0, window));
            int sent = next.compose(filling(), most);
            window -= sent;
            if (sent > 0) {
                session.onUseful();
            }
            tell(next.takeIfDone());
            if (next.isReady()) {
                next.queued(true);
                ready.add(next);
            }
        }
    }

    @Override
    protected Action process() {
        Batch next;
        boolean shuts = false;
        synchronized (session) {
            deferred = false;
            fill();
            next = broken ? null : filling;
            filling = broken ? filling : null;
            writing = next;
            if (next == null && ending && !shut) {
                shut = true;
                shuts = true;
            }
        }
        tellDone();
        if (next != null) {
            endPoint.write(this, next.bytes());
            return Action.SCHEDULED;
        }
        if (shuts) {
            endPoint.shutdownOutput();
        }
        return Action.IDLE;
    }

    @Override
    protected void onSuccess() {
        Batch written = takeWriting();
        if (written != null) {
            written.succeeded();
        }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        Batch failed = takeWriting();
        if (failed != null) {
            failed.failed(cause);
        }
        session.onBroken(cause);
    }

    private @Nullable Batch takeWriting() {
        synchronized (session) {
            Batch taken = writing;
            writing = null;
            if (taken != null) {
                taken.written();
            }
            return taken;
        }
    }

    /** The connection is gone: nothing more will be written. */
    void onBroken(Throwable cause) {
        Batch unwritten;
        synchronized (session) {
            broken = true;
            unwritten = filling;
            filling = null;
            ready.clear();
            starved.clear();
            unsentBytes = 0;
            if (unwritten != null) {
                unwritten.written();
            }
        }
        if (unwritten != null) {
            unwritten.failed(cause);
        }
        tellDone();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
