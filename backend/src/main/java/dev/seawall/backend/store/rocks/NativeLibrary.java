package dev.seawall.backend.store.rocks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * RocksDB's native part, 17 MB in its jar, which the linker wants as a file unless {@code java.library.path} has it. The
 * copy loses its name as soon as it is loaded: RocksDB's own way would remove it at an orderly exit only, so each start
 * would leave one. Thread rule: thread-safe.
 */
final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    static synchronized void load() throws IOException {
        if (loaded) {
            return;
        }
        Path folder = Files.createTempDirectory("seawall-rocksdb-");
        try {
            NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
            RocksDB.loadLibrary();
            loaded = true;
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            throw new IOException(
                    "failed to load RocksDB's native library by way of " + folder + ": " + e.getMessage()
                            + "; give the JVM a -Djava.io.tmpdir with room that is not mounted noexec",
                    e);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder)) {
            for (Path copy : copies) {
                Files.delete(copy);
            }
        }
        Files.delete(folder);
    }
}
