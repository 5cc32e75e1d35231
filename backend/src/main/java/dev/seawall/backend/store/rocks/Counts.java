package dev.seawall.backend.store.rocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Running totals, written in the same batch as the change they count, so a start needs no scan. Thread rule: immutable.
 *
 * @param bytes of content, all objects together
 * @param lastContentId the highest id ever given to a content
 */
record Counts(long objects, long bytes, long lastContentId) {
    private static final byte VERSION = 1;
    private static final int LENGTH = 25;

    static final Counts NONE = new Counts(0, 0, 0);

    Counts plus(long moreObjects, long moreBytes) {
        return new Counts(objects + moreObjects, bytes + moreBytes, lastContentId);
    }

    Counts withNextContentId() {
        return new Counts(objects, bytes, lastContentId + 1);
    }

    byte[] encoded() {
        return ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(objects)
                .putLong(bytes)
                .putLong(lastContentId)
                .array();
    }

    static Counts decode(byte @Nullable [] encoded) throws IOException {
        if (encoded == null) {
            return NONE;
        }
        if (encoded.length != LENGTH || encoded[0] != VERSION) {
            throw new IOException("the index's totals are not of a version that this program reads (first byte "
                    + encoded[0] + ", " + encoded.length + " bytes)");
        }
        ByteBuffer from = ByteBuffer.wrap(encoded, 1, LENGTH - 1);
        return new Counts(from.getLong(), from.getLong(), from.getLong());
    }
}
