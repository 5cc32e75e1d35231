package dev.seawall.backend.store.rocks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The step from the kernel's memory to stable storage, for files and directories. An interface, so that a test can have a
 * disk that refuses it. Thread rule: thread-safe; may block for long.
 */
@FunctionalInterface
public interface FileSync {

    /** fsync(2). */
    FileSync TO_DISK = (channel, path) -> channel.force(true);

    /**
     * Returns once everything written through {@code channel} is on stable storage.
     *
     * @param path what the channel is open on
     * @throws IOException when the disk refuses; nobody can say then what it holds
     */
    void sync(FileChannel channel, Path path) throws IOException;
}
