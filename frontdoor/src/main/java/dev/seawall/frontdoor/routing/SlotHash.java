package dev.seawall.frontdoor.routing;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which slot owns a key (docs/protocol.md section 2): growing from n to n+1 workers moves 1/(n+1) of the keys, all of
 * them to the new one.
 *
 * <p>Thread rule: pure functions.
 */
final class SlotHash {
    private SlotHash() {}

    /** The first 8 bytes of SHA-256 over the key, as an unsigned big-endian number. */
    static long hash(ObjectKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.utf8());
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Jump consistent hash: Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", 2014,
     * arXiv:1406.2294.
     *
     * @return 0 to {@code buckets} - 1
     */
    static int jump(long hash, int buckets) {
        if (buckets < 1) {
            throw new IllegalArgumentException("buckets must be at least 1, not " + buckets);
        }
        long state = hash;
        long bucket = -1;
        long next = 0;
        while (next < buckets) {
            bucket = next;
            state = state * 2862933555777941757L + 1;
            next = (long) ((bucket + 1) * ((double) (1L << 31) / (double) ((state >>> 33) + 1)));
        }
        return (int) bucket;
    }

    /** The index of the owner, 0 for {@code worker-1}. */
    static int slotOf(ObjectKey key, int workers) {
        return jump(hash(key), workers);
    }
}
