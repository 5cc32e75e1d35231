package dev.seawall.frontdoor.telemetry;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is appended to and never grows beyond a limit: at the limit {@code access.log} becomes
 * {@code access.log.1}, which becomes {@code access.log.2}, and so on; the oldest is deleted. A file that somebody else
 * moved away is opened anew by {@link #reopenIfGone}.
 *
 * <p>Thread rule: not thread-safe: the writer's thread owns it. After an {@link IOException} what was not flushed may
 * be lost; the next write tries to open the file again.
 */
final class RotatingFile implements AutoCloseable {
    private final Path path;
    private final long maxBytes;
    private final int keptFiles;
    private @Nullable OutputStream out;
    private long bytes;

    /**
     * @param maxBytes of one file
     * @param keptFiles old ones beside the current one, at least 1
     */
    RotatingFile(Path path, long maxBytes, int keptFiles) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.keptFiles = keptFiles;
    }

    Path path() {
        return path;
    }

    /** Appends one line of ASCII, which brings its line feed. */
    void append(CharSequence line) throws IOException {
        byte[] ascii = line.toString().getBytes(StandardCharsets.US_ASCII);
        try {
            OutputStream current = open();
            if (bytes > 0 && bytes + ascii.length > maxBytes) {
                close();
                rotate();
                current = open();
            }
            current.write(ascii);
            bytes += ascii.length;
        } catch (IOException e) {
            abandon(e);
            throw e;
        }
    }

    void flush() throws IOException {
        if (out != null) {
            try {
                out.flush();
            } catch (IOException e) {
                abandon(e);
                throw e;
            }
        }
    }

    void reopenIfGone() throws IOException {
        if (out != null && Files.notExists(path)) {
            close();
            open();
        }
    }

    OutputStream open() throws IOException {
        OutputStream current = out;
        if (current == null) {
            current = new BufferedOutputStream(
                    Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16);
            out = current;
            bytes = Files.size(path);
        }
        return current;
    }

    private void rotate() throws IOException {
        for (int n = keptFiles; n > 0; n--) {
            Path younger = n == 1 ? path : numbered(n - 1);
            if (Files.exists(younger)) {
                Files.move(younger, numbered(n), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int n) {
        return path.resolveSibling(path.getFileName() + "." + n);
    }

    /** Lets go of a stream that failed, so that the next write begins with a new one. */
    private void abandon(IOException cause) {
        try {
            close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        OutputStream current = out;
        out = null;
        if (current != null) {
            current.close();
        }
    }
}
