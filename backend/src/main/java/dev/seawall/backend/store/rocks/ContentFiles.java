package dev.seawall.backend.store.rocks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The large contents: {@code tmp/} while they are streamed, {@code files/} once they are whole, named by their id.
 * Thread rule: thread-safe.
 */
final class ContentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ContentFiles.class);

    private final Path temporary;
    private final Path files;
    private final FileSync fileSync;

    ContentFiles(Path data, FileSync fileSync) throws IOException {
        this.fileSync = fileSync;
        temporary = Files.createDirectories(data.resolve("tmp"));
        files = Files.createDirectories(data.resolve("files"));
        syncDirectory(data);
    }

    Path newTemporary() {
        return temporary.resolve(UUID.randomUUID().toString());
    }

    Path path(long contentId) {
        return files.resolve(HexFormat.of().toHexDigits(contentId));
    }

    /** Moves a whole, fsynced file to its name. Durable only after {@link #sync}. */
    void publish(Path whole, long contentId) throws IOException {
        Files.move(whole, path(contentId), StandardCopyOption.ATOMIC_MOVE);
    }

    void sync() throws IOException {
        syncDirectory(files);
    }

    /** Makes a temporary file durable, whichever name it gets. */
    void sync(FileChannel channel, Path whole) throws IOException {
        fileSync.sync(channel, whole);
    }

    /** Removes a file that no entry names any more. One that stays is an orphan of the next start. */
    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("failed to remove {}, which no object needs; the next start tries again: {}", file, e.toString());
        }
    }

    /** Removes what an interrupted write left: every temporary file, and every file that nobody owns. */
    long sweep(Ownership ownership) throws IOException {
        long swept = 0;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(temporary)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
                swept++;
            }
        }
        try (DirectoryStream<Path> contents = Files.newDirectoryStream(files)) {
            for (Path content : contents) {
                if (!ownership.owned(contentId(content))) {
                    Files.delete(content);
                    swept++;
                }
            }
        }
        return swept;
    }

    /** Only a name that {@link #path} would give is ours to remove. */
    private long contentId(Path content) throws IOException {
        String name = String.valueOf(content.getFileName());
        try {
            long contentId = HexFormat.fromHexDigitsToLong(name);
            if (path(contentId).equals(content)) {
                return contentId;
            }
        } catch (IllegalArgumentException e) {
            // Not a number: a stranger's all the same.
        }
        throw new IOException(content + " was not put there by this program: move it out of the data directory");
    }

    /** Whether an entry names the content. */
    interface Ownership {
        boolean owned(long contentId) throws IOException;
    }

    /** A new or renamed file survives a power cut only when its directory was fsynced (fsync(2)). */
    private void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            fileSync.sync(channel, directory);
        }
    }
}
