package dev.seawall.backend;

import dev.seawall.backend.store.rocks.FileSync;
import dev.seawall.backend.volume.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The worker on a disk that refuses to fsync objects' files, and still syncs directories. Thread rule: a main class. */
final class BrokenDisk {
    private BrokenDisk() {}

    public static void main(String[] args) {
        FileSync disk = (channel, path) -> {
            if (!Files.isDirectory(path) && !path.endsWith("seawall-probe")) {
                throw new IOException("Input/output error");
            }
            FileSync.TO_DISK.sync(channel, path);
        };
        Backend.run(Path.of(args[1]), disk, Kernel.RUNNING).end();
    }
}
