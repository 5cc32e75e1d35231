package dev.seawall.backend.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Durable objects by key. An object's content never changes: a write replaces it whole, and a reader that has opened it
 * keeps reading what it opened. Thread rule: thread-safe; every method may block on the disk.
 */
public interface ObjectStore extends AutoCloseable {

    /** The object's metadata, or null when there is no such object. */
    @Nullable
    ObjectMeta find(ObjectKey key) throws IOException;

    /** The object, opened for reading, or null when there is no such object. The caller closes it. */
    @Nullable
    StoredObject open(ObjectKey key) throws IOException;

    /**
     * Begins a write. Nothing is visible before {@link Upload#commit}. The caller closes it.
     *
     * @throws StorageFullException when the volume has no room
     */
    Upload begin(ObjectKey key) throws IOException;

    /** Deletes an object durably. */
    DeleteOutcome delete(ObjectKey key, Precondition precondition);

    /** One page of the keys in the order of their UTF-8 bytes (docs/protocol.md section 5). */
    ListingPage list(ListingQuery query) throws IOException;

    /** Counts for people and metrics; never blocks. */
    StoreFacts facts();

    /** Waits for the writes under way, then lets go of the disk. Readers still open fail from then on. */
    @Override
    void close();
}
