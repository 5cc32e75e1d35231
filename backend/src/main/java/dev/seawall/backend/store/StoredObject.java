package dev.seawall.backend.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An object opened for reading; later writes to its key don't disturb it. Thread rule: one thread at a time. */
public interface StoredObject extends Closeable {

    ObjectMeta meta();

    /**
     * Reads into the remaining space of {@code into}, starting at byte {@code position} of the content.
     *
     * @return how many bytes were read; at least 1 as long as {@code position} is inside the content and there is space
     * @throws java.io.EOFException when the content on disk is shorter than {@code meta().size()}
     */
    int read(ByteBuffer into, long position) throws IOException;
}
