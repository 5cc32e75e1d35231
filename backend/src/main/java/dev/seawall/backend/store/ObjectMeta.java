package dev.seawall.backend.store;

import java.time.Instant;
import java.util.HexFormat;

/**
 * What is known of an object without its content. Thread rule: immutable.
 *
 * @param size bytes of content
 * @param sha256 of the content, lower-case hex
 * @param modified when the write was accepted, to the millisecond
 */
public record ObjectMeta(ObjectKey key, long size, String sha256, String contentType, Instant modified) {

    /** The strong validator of docs/protocol.md section 4, quotes included. */
    public String etag() {
        return '"' + sha256 + '"';
    }

    /** The 32 bytes of the content's SHA-256. */
    public byte[] sha256Bytes() {
        return HexFormat.of().parseHex(sha256);
    }
}
