package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What the index says of one key. Thread rule: immutable.
 *
 * <pre>
 * offset size
 *      0    1  version, 1
 *      1    1  where the content is: 0 in the values, 1 in a file
 *      2    8  content id
 *     10    8  size
 *     18    8  modified, milliseconds since 1970
 *     26   32  SHA-256 of the content
 *     58    …  content type, UTF-8
 * </pre>
 *
 * @param contentId names the content, never used twice: a content never changes, so whoever has its id reads all of it
 *     or finds it gone
 */
record IndexEntry(ObjectMeta meta, boolean inFile, long contentId) {
    private static final byte VERSION = 1;
    private static final int FIXED = 58;

    byte[] encoded() {
        byte[] type = meta.contentType().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + type.length)
                .put(VERSION)
                .put((byte) (inFile ? 1 : 0))
                .putLong(contentId)
                .putLong(meta.size())
                .putLong(meta.modified().toEpochMilli())
                .put(meta.sha256Bytes())
                .put(type)
                .array();
    }

    static IndexEntry decode(ObjectKey key, byte[] bytes) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        if (bytes.length < FIXED || from.get() != VERSION) {
            throw new IOException(
                    "the index entry of " + key + " is not of a version that this program reads (first byte "
                            + (bytes.length == 0 ? "missing" : bytes[0]) + ", " + bytes.length + " bytes)");
        }
        boolean inFile = from.get() == 1;
        long contentId = from.getLong();
        long size = from.getLong();
        Instant modified = Instant.ofEpochMilli(from.getLong());
        byte[] sha256 = new byte[32];
        from.get(sha256);
        String type = StandardCharsets.UTF_8.decode(from).toString();
        String hex = HexFormat.of().formatHex(sha256);
        return new IndexEntry(new ObjectMeta(key, size, hex, type, modified), inFile, contentId);
    }
}
