package dev.seawall.deploy.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one log as it grows, through its rotation: what the old file still got is read to its end first. Not
 * thread-safe: its owner calls {@link #poll} now and then.
 */
final class LogFollower {
    private static final int CHUNK = 256 * 1024;

    private final Path file;
    private final Path older;
    private final Consumer<String> onLine;
    private final ByteArrayOutputStream unfinishedLine = new ByteArrayOutputStream();
    private @Nullable Object identity;
    private long position;

    LogFollower(Path file, Path older, long position, Consumer<String> onLine) throws IOException {
        this.file = file;
        this.older = older;
        this.position = position;
        this.onLine = onLine;
        this.identity = identityOf(file);
    }

    /** Hands on every line that was finished since. */
    void poll() throws IOException {
        var now = identityOf(file);
        if (!Objects.equals(now, identity)) {
            if (identity != null && Objects.equals(identityOf(older), identity)) {
                readOn(older);
            }
            identity = now;
            position = 0;
            finishLine();
        }
        readOn(file);
    }

    private void readOn(Path from) throws IOException {
        try (var channel = Files.newByteChannel(from)) {
            while (position < channel.size()) {
                var bytes = LogFile.read(channel, position, (int) Math.min(CHUNK, channel.size() - position));
                position += bytes.length;
                for (byte one : bytes) {
                    if (one == '\n') {
                        finishLine();
                    } else {
                        unfinishedLine.write(one);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            // Not started yet, or between two logs.
        }
    }

    private void finishLine() {
        if (unfinishedLine.size() > 0) {
            onLine.accept(unfinishedLine.toString(StandardCharsets.UTF_8));
            unfinishedLine.reset();
        }
    }

    /** What stays with a file when it is renamed; null when there is none. */
    private static @Nullable Object identityOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
