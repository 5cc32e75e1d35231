package dev.seawall.frontdoor.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What one side of a connection sends, and what it does then. The fuzzer's bytes are sent as they are, but for three
 * that no text holds and that say how:
 *
 * <table>
 *   <caption>Bytes that are not sent</caption>
 *   <tr><td>{@code 1E}</td><td>what follows is another write</td></tr>
 *   <tr><td>{@code 1D}</td><td>this part is over, the next one follows</td></tr>
 *   <tr><td>{@code 1C}</td><td>the same, with a reset of the connection</td></tr>
 * </table>
 *
 * <p>Immutable.
 */
record Part(List<String> writes, End end) {
    private static final int WRITE = 0x1E;
    private static final int NEXT = 0x1D;
    private static final int RESET = 0x1C;
    private static final int MOST_PAUSES = 16;

    /** Long enough, mostly, for the reader to come by in between; nothing depends on that it does. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** What follows the bytes. */
    enum End {
        /** Another part. */
        NEXT,
        /** A reset, and another part. */
        RESET,
        /** Nothing. */
        LAST
    }

    /** At least one, at most {@code most}; the rest of the input is ignored. */
    static List<Part> of(byte[] input, int most) {
        List<Part> parts = new ArrayList<>();
        List<String> writes = new ArrayList<>();
        ByteArrayOutputStream write = new ByteArrayOutputStream();
        for (byte b : input) {
            if (b == WRITE) {
                writes.add(Http1.text(write));
                write.reset();
            } else if (b == NEXT || b == RESET) {
                writes.add(Http1.text(write));
                write.reset();
                parts.add(new Part(List.copyOf(writes), b == NEXT ? End.NEXT : End.RESET));
                writes.clear();
                if (parts.size() == most) {
                    return List.copyOf(parts);
                }
            } else {
                write.write(b);
            }
        }
        writes.add(Http1.text(write));
        parts.add(new Part(List.copyOf(writes), End.LAST));
        return List.copyOf(parts);
    }

    /** All that is sent. */
    String bytes() {
        return String.join("", writes);
    }

    void writeTo(OutputStream out) throws IOException {
        int pauses = 0;
        for (String write : writes) {
            if (pauses > 0 && pauses <= MOST_PAUSES) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            pauses++;
            out.write(Http1.bytes(write));
            out.flush();
        }
    }

    /** What the other side reads when all goes well: an end other than {@link End#LAST} is none in order. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // Http1 reads byte by byte.
    InputStream asReceived() {
        InputStream bytes = new ByteArrayInputStream(Http1.bytes(bytes()));
        return new InputStream() {
            @Override
            public int read() throws IOException {
                int b = bytes.read();
                if (b < 0 && end != End.LAST) {
                    throw new SocketException(end == End.RESET ? "reset" : "no more bytes, and no end");
                }
                return b;
            }
        };
    }
}
