package dev.seawall.frontdoor.http.proxied;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PROXY header of version 1 or 2 (haproxy's proxy-protocol.txt, §2) and not a byte behind it: what follows is
 * somebody else's, TLS or HTTP, and stays in the socket.
 *
 * <p>Thread rule: not thread-safe, the connection's.
 */
final class ProxyHeaderReader {
    /** No header of either version is shorter: {@code PROXY UNKNOWN} and its line end. */
    private static final int LEAST = 15;

    private static final int V2_HEAD = 16;
    private static final byte[] V2_SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final byte[] V1_SIGNATURE = {'P', 'R', 'O', 'X', 'Y', ' '};

    /** The address of two UNIX sockets and some 800 bytes of additions: a header is to fit into one segment. */
    private static final int V2_MOST = 1024;

    private ByteBuffer bytes = ByteBuffer.allocate(V1Header.MOST);
    private int wanted = LEAST;

    /** Where to read into: exactly as much as surely belongs to the header. */
    ByteBuffer room() {
        return bytes.limit(wanted);
    }

    /**
     * Looks at what has been read.
     *
     * @return null when there is more to come
     */
    @Nullable
    ProxyHeader read() throws BadProxyHeaderException {
        boolean isV2 = begins(V2_SIGNATURE);
        if (!isV2 && !begins(V1_SIGNATURE)) {
            throw new BadProxyHeaderException("no PROXY header");
        }
        boolean isLine = !isV2 && bytes.get(bytes.position() - 1) == '\n';
        if (bytes.position() < wanted && !isLine) {
            return null;
        }
        return isV2 ? readV2() : readV1();
    }

    /** Whether what there is agrees with a signature. */
    private boolean begins(byte[] signature) {
        int length = Math.min(bytes.position(), signature.length);
        return Arrays.equals(bytes.array(), 0, length, signature, 0, length);
    }

    private @Nullable ProxyHeader readV1() throws BadProxyHeaderException {
        int missing = V1Header.missing(bytes.array(), bytes.position());
        if (missing == 0) {
            return V1Header.parse(bytes.array(), bytes.position());
        }
        if (bytes.position() + missing > V1Header.MOST) {
            throw new BadProxyHeaderException("a PROXY line of more than " + V1Header.MOST + " bytes");
        }
        wanted = bytes.position() + missing;
        return null;
    }

    private @Nullable ProxyHeader readV2() throws BadProxyHeaderException {
        if (wanted < V2_HEAD) {
            wanted = V2_HEAD;
            return null;
        }
        int whole = V2_HEAD + (bytes.getShort(V2_HEAD - 2) & 0xffff);
        if (whole > V2_MOST) {
            throw new BadProxyHeaderException("a PROXY header of " + whole + " bytes");
        }
        if (wanted < whole) {
            wanted = whole;
            if (whole > bytes.capacity()) {
                bytes = ByteBuffer.allocate(whole).put(bytes.flip());
            }
            return null;
        }
        return V2Header.parse(bytes.array(), whole);
    }
}
