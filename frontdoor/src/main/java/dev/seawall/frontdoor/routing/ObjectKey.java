package dev.seawall.frontdoor.routing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A valid object key: 1 to 1024 bytes of UTF-8, non-empty segments joined by slashes (docs/protocol.md section 1).
 *
 * <p>Thread rule: immutable.
 */
final class ObjectKey implements KeyReading {
    static final int MAX_BYTES = 1024;

    private final byte[] utf8;

    private ObjectKey(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Reads the part of {@code path} from byte {@code from} to its end. */
    static KeyReading of(DecodedPath path, int from) {
        byte[] bytes = path.bytesFrom(from);
        Refusal refusal = check(bytes);
        return refusal != null ? refusal : new ObjectKey(bytes);
    }

    private static @Nullable Refusal check(byte[] bytes) {
        if (bytes.length == 0) {
            return Refusal.EMPTY;
        }
        if (bytes.length > MAX_BYTES) {
            return Refusal.TOO_LONG;
        }
        byte previous = '/';
        for (byte b : bytes) {
            if (b == '/' && previous == '/') {
                return Refusal.EMPTY_SEGMENT;
            }
            previous = b;
        }
        if (previous == '/') {
            return Refusal.EMPTY_SEGMENT;
        }
        return PercentEncoding.utf8(bytes) == null ? Refusal.NOT_UTF_8 : null;
    }

    /** The key's bytes; the caller must not write to them. */
    byte[] utf8() {
        return utf8;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectKey key && Arrays.equals(utf8, key.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
