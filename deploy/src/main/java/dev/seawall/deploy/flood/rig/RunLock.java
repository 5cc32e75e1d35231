package dev.seawall.deploy.flood.rig;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second run in the same place from ending this one's sandbox, and from being measured with it. The kernel gives
 * the lock up when this program ends, however it does. One thread.
 */
final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    static RunLock take(Path home) throws FloodFailure, IOException {
        Files.createDirectories(home);
        Path file = home.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new RunLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Said below: by whomever it is held.
        }
        channel.close();
        throw new FloodFailure("another flood runs here (" + file + " is locked): two at once would measure each other;"
                + " wait until it ends");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
