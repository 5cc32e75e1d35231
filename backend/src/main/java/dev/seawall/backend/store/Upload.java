package dev.seawall.backend.store;

import java.io.Closeable;
import java.io.IOException;

/**
 * A write in the making: bytes first, then one commit. Closed without a commit it leaves nothing. Thread rule: one
 * thread at a time.
 */
public interface Upload extends Closeable {

    /**
     * Appends bytes; {@code from} is free for reuse afterwards.
     *
     * @throws StorageFullException when the volume has no room; nothing of the upload will stay
     */
    void write(byte[] from, int offset, int length) throws IOException;

    /** The SHA-256 of the content, 32 bytes. Ends the writing. */
    byte[] sha256();

    /** Makes the content the key's object, durably, if the precondition holds then. At most once. */
    PutOutcome commit(String contentType, Precondition precondition);
}
