package dev.seawall.frontdoor.relay.http1;

import java.nio.ByteBuffer;

/**
 * A status line's reason phrase may begin with a tab or a byte of any other encoding (RFC 9112 §4), at which the parser
 * balks. Nobody reads it: such a byte is overwritten before the parser sees it.
 *
 * <p>Thread rule: not thread-safe, the reader's.
 */
final class ReasonPhrase {
    /** Behind {@code HTTP/1.1 200} and a space. */
    private static final int BEGIN = 13;

    private int read;

    /** @param first whether these bytes begin an answer, rather than go on with one */
    void clean(ByteBuffer bytes, boolean first) {
        read = first ? 0 : read;
        int at = bytes.position() + BEGIN - read;
        if (read <= BEGIN && at < bytes.limit() && (bytes.get(at) < 0 || bytes.get(at) == '\t')) {
            bytes.put(at, (byte) '?');
        }
        read += bytes.remaining();
    }
}
