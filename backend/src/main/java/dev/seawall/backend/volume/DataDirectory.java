package dev.seawall.backend.volume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A worker's claim on its data directory: marked with deployment and slot in {@code seawall.json} for good, locked by
 * {@code seawall.lock} while the process lives. The kernel drops the lock with the process, however it ends. Thread rule:
 * claimed and released by one thread.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String MARK = "seawall.json";
    private static final String LOCK = "seawall.lock";
    /** What a fresh file system holds. */
    private static final List<String> EMPTY_ENOUGH = List.of("lost+found", LOCK, MARK + DurableFile.UNFINISHED);

    /** What the lab's file systems hold from the start, such as the volume's {@link Placement#MARKER marker}. */
    private static final String OF_THE_TARGET = ".seawall-";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Claims the directory for a slot; an empty one is marked.
     *
     * @throws UnusableException when it is missing, not writable, in use, or another slot's
     */
    public static DataDirectory claim(Path directory, VolumeMark wanted) throws UnusableException {
        if (!Files.isDirectory(directory)) {
            throw new UnusableException(
                    "the data directory " + directory + " is not there: create it, or mount its volume");
        }
        try {
            FileChannel channel = lock(directory);
            try {
                check(directory, wanted);
                return new DataDirectory(directory, channel);
            } catch (IOException | UnusableException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UnusableException("the data directory " + directory + " cannot be used: " + e, e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException, UnusableException {
        FileChannel channel = FileChannel.open(
                directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This process holds it already: the same finding.
        }
        channel.close();
        throw new UnusableException(
                "the data directory " + directory + " is in use by another worker process: stop that first");
    }

    private static void check(Path directory, VolumeMark wanted) throws IOException, UnusableException {
        Path mark = directory.resolve(MARK);
        if (!Files.exists(mark)) {
            mark(directory, mark, wanted);
            return;
        }
        VolumeMark found;
        try {
            found = VolumeMark.read(Files.readString(mark));
        } catch (IllegalArgumentException e) {
            throw new UnusableException(mark + " cannot be read: " + e.getMessage(), e);
        }
        if (!found.equals(wanted)) {
            throw new UnusableException("the data directory " + directory + " belongs to " + found + ", this worker is "
                    + wanted + ": correct data, name or deployment in the configuration");
        }
    }

    private static void mark(Path directory, Path mark, VolumeMark wanted) throws IOException, UnusableException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> strangers = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !EMPTY_ENOUGH.contains(name) && !name.startsWith(OF_THE_TARGET))
                    .sorted()
                    .limit(3)
                    .toList();
            if (!strangers.isEmpty()) {
                throw new UnusableException("the data directory " + directory + " has no " + MARK + " but holds "
                        + String.join(", ", strangers) + ": name an empty directory");
            }
        }
        new DurableFile(mark).replace(wanted.json());
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
