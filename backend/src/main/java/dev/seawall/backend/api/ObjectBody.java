package dev.seawall.backend.api;

import dev.seawall.backend.api.ByteRanges.ByteRange;
import dev.seawall.backend.store.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Sends an object's bytes through one pooled buffer outside the heap, so a file's bytes reach the socket without passing
 * through it, in constant memory. Thread rule: the virtual thread that handles the request.
 */
final class ObjectBody {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Exchange exchange;
    private final StoredObject object;

    ObjectBody(Exchange exchange, StoredObject object) {
        this.exchange = exchange;
        this.object = object;
    }

    void sendWhole() throws IOException {
        if (exchange.isHead() || object.meta().size() == 0) {
            Content.Sink.write(exchange.response(), true, ByteBuffer.allocate(0));
        } else {
            send(new ByteRange(0, object.meta().size() - 1), true);
        }
    }

    /** Sends the range; {@code last} ends the response. */
    void send(ByteRange range, boolean last) throws IOException {
        ByteBufferPool pool = exchange.request().getComponents().getByteBufferPool();
        RetainableByteBuffer.Mutable pooled = pool.acquire((int) Math.min(range.length(), BUFFER_BYTES), true);
        try {
            ByteBuffer buffer = pooled.getByteBuffer();
            long position = range.first();
            while (position <= range.last()) {
                buffer.clear();
                buffer.limit((int) Math.min(buffer.capacity(), range.last() + 1 - position));
                position += object.read(buffer, position);
                buffer.flip();
                Content.Sink.write(exchange.response(), last && position > range.last(), buffer);
            }
        } finally {
            pooled.release();
        }
    }
}
