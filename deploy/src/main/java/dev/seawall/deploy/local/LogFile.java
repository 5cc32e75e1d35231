package dev.seawall.deploy.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads a component's log from its end, however long it has become. Stateless. */
final class LogFile {
    /** Enough for the lines that anyone reads; longer tails are cut at their beginning. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** The lines asked for, and where in the file they end. */
    record Tail(List<String> lines, long end) {}

    private LogFile() {}

    /** The last lines; none when there is no such file. */
    static Tail tail(Path file, int lines) throws IOException {
        if (!Files.exists(file)) {
            return new Tail(List.of(), 0);
        }
        try (var channel = Files.newByteChannel(file)) {
            long end = channel.size();
            int length = (int) Math.min(end, MOST_BYTES);
            var all = new String(read(channel, end - length, length), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new Tail(all.subList(Math.max(0, all.size() - lines), all.size()), end);
        }
    }

    static byte[] read(SeekableByteChannel channel, long from, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        channel.position(from);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // Until it is full, or the file has become shorter.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
