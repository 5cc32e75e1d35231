package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A large object; its file stays readable after a newer write has removed its name. Thread rule: one thread at a time. */
final class FileObject implements StoredObject {
    private final ObjectMeta meta;
    private final Path file;
    private final FileChannel channel;

    /** @throws java.nio.file.NoSuchFileException when a newer write has removed the file */
    FileObject(ObjectMeta meta, Path file) throws IOException {
        this.meta = meta;
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public ObjectMeta meta() {
        return meta;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        int length = channel.read(into, position);
        if (length < 0) {
            throw new EOFException(file + " ends at byte " + channel.size() + ", its entry says " + meta.size());
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
