package dev.seawall.backend.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of an object, already decoded and checked (docs/protocol.md section 1). Keys are ordered by their UTF-8
 * bytes, which differs from the order of Java's UTF-16 strings beyond U+FFFF. Thread rule: immutable.
 */
public record ObjectKey(String text) implements Comparable<ObjectKey> {

    /** The longest key, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return Arrays.compareUnsigned(bytes(), other.bytes());
    }

    @Override
    public String toString() {
        return text;
    }
}
