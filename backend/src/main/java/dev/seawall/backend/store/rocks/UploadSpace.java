package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.StorageFullException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where an upload's bytes may go: memory while it is small, a file beyond that, nowhere when the volume is nearly full.
 * Thread rule: immutable.
 *
 * @param volume of {@code data}; looking it up reads the whole mount table, asking it is one statvfs(3)
 */
record UploadSpace(long inlineBytes, long reserveBytes, Path data, FileStore volume) {

    /** @throws StorageFullException when fewer than {@code reserveBytes} are free */
    void check() throws IOException {
        long usable = volume.getUsableSpace();
        if (usable < reserveBytes) {
            throw new StorageFullException("the volume at " + data + " has " + usable + " bytes free, and "
                    + reserveBytes + " are kept in reserve");
        }
    }

    /**
     * Turns the kernel's "no room" into {@link StorageFullException}; everything else stays what it is. The JDK passes
     * strerror(3) on and nothing else.
     */
    IOException named(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota exceeded")) {
            return new StorageFullException("the volume at " + data + " refused a write: " + e.getMessage());
        }
        return e;
    }
}
