package dev.seawall.frontdoor.http.http2;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.Callback;

/**
 * What goes to the socket in one write: frames of any streams, in one pooled buffer, but for content too large to be
 * worth a copy, which is written from where it lies.
 *
 * <p>Thread rule: guarded by the session until it is written, then the writer's.
 */
final class Batch {
    /** One TLS record's worth (RFC 8446 §5.1), so that what was gathered costs one encryption. */
    private static final int BUFFER_BYTES = 16 * 1024;

    private static final int MOST_COPIED = 4096;
    private static final int MOST_COPIED_HEAD = 2048;

    /** Kept free, for the frames that one stream adds at a time. */
    private static final int ROOM = MOST_COPIED + MOST_COPIED_HEAD + 8 * Frames.HEADER_BYTES;

    private static final int MOST_BYTES = 64 * 1024;

    private final RetainableByteBuffer held;
    private final ByteBuffer into;
    private final List<ByteBuffer> parts = new ArrayList<>(4);
    private final List<Callback> waiting = new ArrayList<>(2);
    private int sliced;
    private int referenced;
    private boolean written;

    /** @param direct whether the socket, rather than TLS, reads it */
    Batch(ByteBufferPool pool, boolean direct) {
        held = pool.acquire(BUFFER_BYTES, direct);
        into = held.getByteBuffer();
        into.clear();
    }

    /** Whether it should be written before anything is added. */
    boolean isFull() {
        return into.remaining() < ROOM || referenced >= MOST_BYTES;
    }

    /** Whether to wait for more would save little: who wrote so much waits for it to be gone. */
    boolean isWorthAWrite() {
        return isFull() || referenced > BUFFER_BYTES / 2;
    }

    void put(byte[] frames) {
        into.put(frames);
    }

    boolean hasRoomFor(int bytes) {
        return bytes <= into.remaining();
    }

    /** A head, in as many frames as it takes (RFC 9113 §4.3). */
    void head(int stream, byte[] block, int length, boolean endStream) {
        int type = Frames.HEADERS;
        int flags = endStream ? Frames.END_STREAM : 0;
        int at = 0;
        do {
            int piece = Math.min(length - at, Frames.PAYLOAD_BYTES);
            boolean last = at + piece == length;
            Frames.putHeader(into, piece, type, last ? flags | Frames.END_HEADERS : flags, stream);
            if (length <= MOST_COPIED_HEAD) {
                into.put(block, at, piece);
            } else {
                refer(ByteBuffer.wrap(block, at, piece));
            }
            at += piece;
            type = Frames.CONTINUATION;
            flags = 0;
        } while (at < length);
    }

    /**
     * A DATA frame with the next bytes of {@code content}.
     *
     * @return whether {@code content} must stay as it is until all is written
     */
    boolean data(int stream, ByteBuffer content, int bytes, boolean endStream) {
        Frames.putHeader(into, bytes, Frames.DATA, endStream ? Frames.END_STREAM : 0, stream);
        int from = content.position();
        content.position(from + bytes);
        if (bytes <= MOST_COPIED) {
            into.put(into.position(), content, from, bytes);
            into.position(into.position() + bytes);
            return false;
        }
        refer(content.slice(from, bytes));
        return true;
    }

    private void refer(ByteBuffer bytes) {
        slice();
        parts.add(bytes);
        referenced += bytes.remaining();
    }

    private void slice() {
        int position = into.position();
        if (position > sliced) {
            parts.add(into.slice(sliced, position - sliced));
            sliced = position;
        }
    }

    /** Whether it is over, however it ended: nothing of it is read any more. */
    boolean isWritten() {
        return written;
    }

    void written() {
        written = true;
    }

    /** Called back when it has been written, or has not. */
    void onWritten(Callback callback) {
        waiting.add(callback);
    }

    ByteBuffer[] bytes() {
        slice();
        return parts.toArray(ByteBuffer[]::new);
    }

    void succeeded() {
        held.release();
        waiting.forEach(Callback::succeeded);
    }

    void failed(Throwable cause) {
        held.release();
        waiting.forEach(callback -> callback.failed(cause));
    }
}
