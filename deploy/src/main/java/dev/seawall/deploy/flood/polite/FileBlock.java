package dev.seawall.deploy.flood.polite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of one block on a mounted file system, written past the page cache ({@code O_DIRECT}) and fsynced. Used by one
 * thread; {@link #close} by any.
 */
final class FileBlock implements DurableBlock {
    private final Path file;
    private final ByteBuffer block;
    private volatile @Nullable FileChannel channel;

    /** The file is made where it is missing, overwritten where it is not. */
    FileBlock(Path file) {
        this.file = file;
        this.block = ByteBuffer.allocateDirect(2 * BYTES).alignedSlice(BYTES).limit(BYTES);
    }

    @Override
    public void write() throws IOException, UnusableVolumeException {
        FileChannel open = channel == null ? opened() : channel;
        block.clear().limit(BYTES);
        try {
            while (block.hasRemaining()) {
                open.write(block, block.position());
            }
            open.force(true);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private FileChannel opened() throws IOException, UnusableVolumeException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnusableVolumeException(file + " is there and is no file: name one that the probe may overwrite");
        }
        try {
            var open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, direct());
            channel = open;
            return open;
        } catch (NoSuchFileException e) {
            throw new UnusableVolumeException(file.toAbsolutePath().getParent() + " is not there");
        } catch (FileSystemException e) {
            if ("Invalid argument".equals(e.getReason())) {
                throw new UnusableVolumeException("the file system of " + file + " doesn't know O_DIRECT");
            }
            throw e;
        }
    }

    /** {@code O_DIRECT}, by its name: the compiler warns of every use of the JDK's own packages, with no way to allow it. */
    private static OpenOption direct() throws UnusableVolumeException {
        try {
            return (OpenOption) Class.forName("com.sun.nio.file.ExtendedOpenOption")
                    .getField("DIRECT")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw new UnusableVolumeException("this Java doesn't know O_DIRECT: take an OpenJDK of 21 or later");
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is of no use any more either way.
            }
        }
    }
}
