package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.StoredObject;
import java.nio.ByteBuffer;

/** A small object, already read whole. Thread rule: one thread at a time. */
final class InlineObject implements StoredObject {
    private final ObjectMeta meta;
    private final byte[] content;

    InlineObject(ObjectMeta meta, byte[] content) {
        this.meta = meta;
        this.content = content;
    }

    @Override
    public ObjectMeta meta() {
        return meta;
    }

    @Override
    public int read(ByteBuffer into, long position) {
        int length = (int) Math.min(into.remaining(), content.length - position);
        into.put(content, (int) position, length);
        return length;
    }

    @Override
    public void close() {}
}
