package dev.seawall.backend.volume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A small file that is replaced as a whole: whoever is killed at any point, and whenever the power fails, it holds the
 * old text or the new one. Thread rule: for one writer.
 */
record DurableFile(Path path) {
    /** What a replacement is called until it is whole. */
    static final String UNFINISHED = ".new";

    /** Returns once the new text is on stable storage: its bytes, its name, in that order. */
    void replace(String text) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + UNFINISHED);
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
