package dev.seawall.backend.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whole objects in and out of a store, for tests. Thread rule: pure functions. */
public final class Objects {
    private Objects() {}

    public static ObjectKey key(String text) {
        return new ObjectKey(text);
    }

    public static PutOutcome put(ObjectStore store, String key, byte[] content, Precondition precondition)
            throws IOException {
        try (Upload upload = store.begin(key(key))) {
            upload.write(content, 0, content.length);
            return upload.commit("text/plain", precondition);
        }
    }

    public static PutOutcome put(ObjectStore store, String key, String content) throws IOException {
        return put(store, key, content.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
    }

    /** The content, or null when there is no such object. */
    public static @Nullable String text(ObjectStore store, String key) throws IOException {
        try (StoredObject object = store.open(key(key))) {
            return object == null ? null : text(object);
        }
    }

    /** An object that must be there. */
    public static StoredObject open(ObjectStore store, String key) throws IOException {
        StoredObject object = store.open(key(key));
        if (object == null) {
            throw new AssertionError("there is no object " + key);
        }
        return object;
    }

    public static String text(StoredObject object) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) object.meta().size());
        while (content.hasRemaining()) {
            object.read(content, content.position());
        }
        return new String(content.array(), StandardCharsets.UTF_8);
    }
}
