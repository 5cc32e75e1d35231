package dev.seawall.backend.store.rocks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A disk that syncs until it is told to refuse: it remembers what was asked of it, by the folder's or file's name; a
 * temporary file is {@code upload}. Thread rule: thread-safe.
 */
final class FragileDisk implements FileSync {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String refused = "";

    /** From now on fsyncs of this name fail as a dying device's do. */
    void refuse(String name) {
        asked.clear();
        refused = name;
    }

    @Override
    public void sync(FileChannel channel, Path path) throws IOException {
        boolean upload = String.valueOf(path.getParent()).endsWith("tmp");
        String name = upload ? "upload" : String.valueOf(path.getFileName());
        asked.add(name);
        if (name.equals(refused)) {
            throw new IOException("Input/output error");
        }
        TO_DISK.sync(channel, path);
    }
}
