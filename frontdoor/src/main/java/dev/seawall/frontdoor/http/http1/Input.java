package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.loops.LoopBuffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and nobody has parsed yet: one pooled buffer, held only while there is such, so that an idle
 * connection has none. The socket is read only after it was reported readable, and not again until it was so anew: a
 * read that got less than it had room for has emptied it.
 *
 * <p>Thread rule: {@link #watch}, {@link #onArrival} and {@link #hasArrived} from any thread; the rest by the one thread
 * that reads at the time.
 */
public final class Input {
    private static final int BUFFER_BYTES = 16 * 1024;

    /** Takes a whole TLS record (RFC 8446 §5.1) with room to spare, which is then decrypted without a copy. */
    private static final int TLS_BUFFER_BYTES = 20 * 1024;

    private final EndPoint endPoint;
    private final ByteBufferPool buffers;
    private final Callback readable;
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile boolean arrived;
    private volatile boolean ended;

    /** The last read had no room for everything: large bodies move in fewer and larger pieces. */
    private boolean moreWaits;

    private @Nullable RetainableByteBuffer buffer;

    /** @param readable called back once after each {@link #watch}; it is to call {@link #onArrival} first */
    public Input(EndPoint endPoint, ByteBufferPool buffers, Callback readable) {
        this.endPoint = endPoint;
        this.buffers = buffers;
        this.readable = readable;
    }

    public ByteBuffer unparsed() {
        return buffer == null ? BufferUtil.EMPTY_BUFFER : buffer.getByteBuffer();
    }

    public boolean isEmpty() {
        return buffer == null || !buffer.hasRemaining();
    }

    /** The buffer behind {@link #unparsed}, for a chunk to retain. */
    public RetainableByteBuffer held() {
        if (buffer == null) {
            throw new IllegalStateException("no bytes have been read");
        }
        return buffer;
    }

    /** Whether the client will send no more. */
    public boolean hasEnded() {
        return ended;
    }

    /** Whether the socket may have something to read. */
    public boolean hasArrived() {
        return arrived;
    }

    public void onArrival() {
        watched.set(false);
        arrived = true;
    }

    /** Asks to be told when there is something to read, or an end; at most once at a time, and never after the end. */
    public void watch() {
        if (!ended && watched.compareAndSet(false, true)) {
            endPoint.fillInterested(readable);
        }
    }

    /** Reads without blocking, with nothing left unparsed: the number of bytes, 0 for none now, -1 for the end. */
    public int fill() throws IOException {
        int size = endPoint.isSecure()
                ? TLS_BUFFER_BYTES
                : moreWaits && LoopBuffers.isRoomForLarge() ? LoopBuffers.LARGE_BYTES : BUFFER_BYTES;
        if (buffer != null && (buffer.isRetained() || buffer.capacity() < size)) {
            release();
        }
        if (buffer == null) {
            buffer = buffers.acquire(size, true);
        }
        ByteBuffer into = buffer.getByteBuffer();
        arrived = false;
        int filled = read(into);
        moreWaits = into.limit() == into.capacity();
        if (moreWaits) {
            arrived = true;
        }
        if (filled <= 0) {
            ended |= filled < 0;
            release();
        }
        return filled;
    }

    /** In the clear not the endpoint's own fill, which takes a reset for an orderly end. */
    private int read(ByteBuffer into) throws IOException {
        if (!(endPoint.getTransport() instanceof SocketChannel channel)) {
            return endPoint.fill(into);
        }
        int position = BufferUtil.flipToFill(into);
        try {
            int filled = channel.read(into);
            if (filled > 0 && endPoint instanceof IdleTimeout clock) {
                clock.notIdle();
            }
            return filled;
        } finally {
            BufferUtil.flipToFlush(into, position);
        }
    }

    public void release() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }

    /** Hands over what nobody has parsed, to another protocol; null for nothing. */
    @Nullable
    ByteBuffer takeRest() {
        ByteBuffer rest = isEmpty()
                ? null
                : ByteBuffer.allocate(unparsed().remaining()).put(unparsed()).flip();
        release();
        return rest;
    }
}
