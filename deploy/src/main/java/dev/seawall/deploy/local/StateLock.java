package dev.seawall.deploy.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One command at a time changes a deployment. The operating system lets go of the lock when its holder dies, so none is
 * ever left behind. Not thread-safe.
 */
final class StateLock implements AutoCloseable {
    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Doesn't wait: a person should decide whether to. */
    static StateLock take(StateDirectory state, String command) throws LocalFailure {
        Path file = state.run().resolve("lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new LocalFailure("another seawall command (" + holder(file) + ") is changing this deployment; "
                        + "wait until it ends, then try again");
            }
            // Lets whoever finds it taken know by what.
            channel.truncate(0);
            String signature = command + ", pid " + ProcessHandle.current().pid();
            channel.write(ByteBuffer.wrap(signature.getBytes(StandardCharsets.US_ASCII)));
            return new StateLock(channel);
        } catch (IOException e) {
            throw new LocalFailure("failed to lock " + file + ": " + StateDirectory.reason(e), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        String signature = Files.readString(file).strip();
        return signature.isEmpty() ? "just starting" : signature;
    }

    @Override
    public void close() throws LocalFailure {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LocalFailure("failed to unlock this deployment: " + StateDirectory.reason(e), e);
        }
    }
}
