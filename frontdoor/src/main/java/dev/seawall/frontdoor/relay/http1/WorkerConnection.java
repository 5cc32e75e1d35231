package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.loops.LoopBuffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one worker: idle in the pool, or lent to one {@link Http1Try}. While idle it watches for the
 * worker's close, so that a dead connection leaves the pool before anyone is given it.
 *
 * <p>Thread rule: {@code state} is guarded by {@code this}; the buffer belongs to whichever thread reads, and only
 * one does (interest in reading is registered by the reader itself).
 */
final class WorkerConnection extends AbstractConnection {
    private static final int BUFFER_BYTES = 16 * 1024;

    /** Takes a whole TLS record (RFC 8446 §5.1) with room to spare, which is then decrypted without a copy. */
    private static final int TLS_BUFFER_BYTES = 20 * 1024;

    private enum State {
        IDLE,
        LENT,
        CLOSED
    }

    private final ConnectionPool pool;
    private final ByteBufferPool buffers;
    private final Callback readable = new WhenReadable();
    private final StallTimer sendTimer;
    private final StallTimer receiveTimer;
    private final StallTimer idleTimer;
    private final Runnable idledOut = this::closeWhenIdle;
    private State state = State.LENT;
    private boolean served;

    /** Something arrived, most likely the end, between being lent and being used. */
    private boolean unheard;

    /** The last read had no room for everything: large answers move in fewer and larger pieces. */
    private boolean moreWaits;

    private @Nullable Http1Try borrower;
    private @Nullable RetainableByteBuffer buffer;

    WorkerConnection(
            EndPoint endPoint, Executor executor, Scheduler scheduler, ByteBufferPool buffers, ConnectionPool pool) {
        super(endPoint, executor);
        this.pool = pool;
        this.buffers = buffers;
        this.sendTimer = new StallTimer(scheduler);
        this.receiveTimer = new StallTimer(scheduler);
        this.idleTimer = new StallTimer(scheduler);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        watch();
    }

    /** Takes it out of idleness; false when it closed meanwhile. */
    synchronized boolean lend() {
        if (state != State.IDLE || !getEndPoint().isOpen()) {
            return false;
        }
        state = State.LENT;
        idleTimer.disarm();
        return true;
    }

    void serve(Http1Try exchange) {
        boolean watchAgain;
        synchronized (this) {
            borrower = exchange;
            watchAgain = unheard;
            unheard = false;
        }
        if (watchAgain) {
            watch();
        }
    }

    /** Gives it back after a whole answer, with reading not registered. */
    void giveBack() {
        receiveTimer.disarm();
        sendTimer.disarm();
        release();
        synchronized (this) {
            if (state != State.LENT) {
                return;
            }
            state = State.IDLE;
            served = true;
            borrower = null;
            idleTimer.arm(pool.keepIdleFor(), idledOut);
        }
        watch();
        pool.add(this);
    }

    /** Whether it has carried an exchange before. */
    synchronized boolean hasServed() {
        return served;
    }

    StallTimer sendTimer() {
        return sendTimer;
    }

    StallTimer receiveTimer() {
        return receiveTimer;
    }

    /** Asks to be told when there is something to read, or an end. */
    void watch() {
        fillInterested(readable);
    }

    /** The bytes read and not yet parsed; one buffer is held only while there are such. */
    ByteBuffer unparsed() {
        return buffer == null ? BufferUtil.EMPTY_BUFFER : buffer.getByteBuffer();
    }

    /** The buffer behind {@link #unparsed}, for a chunk to retain. */
    RetainableByteBuffer held() {
        if (buffer == null) {
            throw new IllegalStateException("no bytes have been read");
        }
        return buffer;
    }

    /** Reads without blocking: the number of bytes, 0 for none now, -1 for the end. */
    int fill() throws IOException {
        int size = isSecured()
                ? TLS_BUFFER_BYTES
                : moreWaits && LoopBuffers.isRoomForLarge() ? LoopBuffers.LARGE_BYTES : BUFFER_BYTES;
        if (buffer != null && (buffer.isRetained() || buffer.capacity() < size)) {
            release();
        }
        if (buffer == null) {
            buffer = buffers.acquire(size, true);
        }
        ByteBuffer into = buffer.getByteBuffer();
        int filled = read(into);
        moreWaits = into.limit() == into.capacity();
        if (filled <= 0) {
            release();
        }
        return filled;
    }

    private boolean isSecured() {
        return getEndPoint() instanceof SslConnection.SslEndPoint;
    }

    /**
     * In the clear not the endpoint's own fill, which takes a reset for an orderly end: a broken answer would look
     * whole. With TLS an end without {@code close_notify} is a failure.
     */
    private int read(ByteBuffer into) throws IOException {
        if (isSecured()) {
            return getEndPoint().fill(into);
        }
        int position = BufferUtil.flipToFill(into);
        try {
            return ((SocketChannel) getEndPoint().getTransport()).read(into);
        } finally {
            BufferUtil.flipToFlush(into, position);
        }
    }

    /** For something that is to be sent. */
    RetainableByteBuffer room(int bytes) {
        return buffers.acquire(bytes, true);
    }

    void release() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }

    /** Lets go of the endpoint without closing it: another protocol goes on there. */
    synchronized void handOver() {
        state = State.CLOSED;
        borrower = null;
        endTimers();
    }

    private void endTimers() {
        sendTimer.end();
        receiveTimer.end();
        idleTimer.end();
    }

    /** Closes at once; a reader waiting is told. */
    void abort(Throwable cause) {
        synchronized (this) {
            state = State.CLOSED;
        }
        pool.remove(this);
        endTimers();
        getEndPoint().close(cause);
    }

    private void closeWhenIdle() {
        synchronized (this) {
            if (state != State.IDLE) {
                return;
            }
            state = State.CLOSED;
        }
        abort(new IOException("idle for " + pool.keepIdleFor().toMillis() + " ms"));
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        pool.remove(this);
        endTimers();
    }

    @Override
    public void onFillable() {
        Http1Try exchange = closeIfIdle();
        if (exchange != null) {
            exchange.onReadable();
        }
    }

    /**
     * What arrives on an idle connection is its end, or an answer nobody asked for: never usable again. TLS also has
     * messages of its own, such as session tickets (RFC 8446 §4.6).
     */
    private @Nullable Http1Try closeIfIdle() {
        synchronized (this) {
            if (state == State.LENT) {
                unheard = borrower == null;
                return borrower;
            }
            if (state == State.IDLE && isSecured() && nothingArrived()) {
                watch();
                return null;
            }
            state = State.CLOSED;
        }
        abort(new IOException("closed by the worker while idle"));
        return null;
    }

    private boolean nothingArrived() {
        try {
            int filled = fill();
            release();
            return filled == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs on the selector's thread: nothing here blocks. */
    private final class WhenReadable implements Callback {
        @Override
        public void succeeded() {
            onFillable();
        }

        @Override
        public void failed(Throwable cause) {
            Http1Try exchange = closeIfIdle();
            if (exchange != null) {
                exchange.onReadFailed(cause);
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
