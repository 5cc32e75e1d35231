package dev.seawall.frontdoor.http.http2;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A head that comes in several frames (RFC 9113 §4.3, §6.10), until it is whole.
 *
 * <p>Thread rule: not thread-safe, the connection's turn.
 */
final class HeadBlock {
    private final int stream;
    private final boolean endStream;
    private final int mostBytes;
    private final int mostPieces;
    private byte[] bytes;
    private int length;
    private int pieces = 1;

    HeadBlock(int stream, boolean endStream, ByteBuffer first, int mostBytes, int mostPieces) {
        this.stream = stream;
        this.endStream = endStream;
        this.mostBytes = mostBytes;
        this.mostPieces = mostPieces;
        this.bytes = new byte[Math.max(64, first.remaining())];
        append(first);
    }

    int stream() {
        return stream;
    }

    boolean endStream() {
        return endStream;
    }

    void add(ByteBuffer piece) throws ConnectionError {
        if (++pieces > mostPieces || length + piece.remaining() > mostBytes) {
            throw new ConnectionError(
                    ConnectionEnd.HEADER_FLOOD,
                    "header-flood: a head of more than " + mostPieces + " frames or " + mostBytes + " bytes");
        }
        append(piece);
    }

    private void append(ByteBuffer piece) {
        int more = piece.remaining();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
        piece.get(bytes, length, more);
        length += more;
    }

    ByteBuffer whole() {
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
