package dev.seawall.frontdoor.admin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;

/**
 * Reads the content of one request without waiting for it, up to a limit.
 *
 * <p>Thread rule: begun once; told one of the two, once, by whichever thread read the last of it.
 */
final class SmallBody implements Runnable {
    private final Content.Source source;
    private final int mostBytes;
    private final Consumer<byte[]> whole;
    private final Consumer<Throwable> failed;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    /** What was found beyond the limit. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1;

        TooLargeException(int mostBytes) {
            super("more than " + mostBytes + " bytes");
        }
    }

    SmallBody(Content.Source source, int mostBytes, Consumer<byte[]> whole, Consumer<Throwable> failed) {
        this.source = source;
        this.mostBytes = mostBytes;
        this.whole = whole;
        this.failed = failed;
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                failed.accept(chunk.getFailure());
                return;
            }
            append(chunk.getByteBuffer());
            boolean isLast = chunk.isLast();
            chunk.release();
            if (read.size() > mostBytes) {
                var tooLarge = new TooLargeException(mostBytes);
                source.fail(tooLarge);
                failed.accept(tooLarge);
                return;
            }
            if (isLast) {
                whole.accept(read.toByteArray());
                return;
            }
        }
    }

    private void append(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        read.writeBytes(copy);
    }
}
