package dev.seawall.backend.store.rocks;

/**
 * The store's part of the configuration. Thread rule: immutable.
 *
 * @param inlineBytes contents up to this size are kept in RocksDB, larger ones in files
 * @param maxObjectBytes larger objects are refused
 * @param reserveBytes a write that would leave less room than this on the volume is refused, so that the index always
 *     has room to record a deletion
 */
public record StoreConfig(long inlineBytes, long maxObjectBytes, long reserveBytes) {
    private static final long MAX_INLINE_BYTES = 1 << 20;

    public static final StoreConfig DEFAULT = new StoreConfig(32 << 10, 5L << 30, 64 << 20);

    public StoreConfig {
        require(inlineBytes >= 0 && inlineBytes <= MAX_INLINE_BYTES, "inlineBytes", "between 0 and 1MiB", inlineBytes);
        require(maxObjectBytes >= 1, "maxObjectBytes", "at least 1", maxObjectBytes);
        require(reserveBytes >= 0, "reserveBytes", "at least 0", reserveBytes);
    }

    private static void require(boolean holds, String key, String rule, long value) {
        if (!holds) {
            throw new IllegalArgumentException("store." + key + " must be " + rule + ", not " + value);
        }
    }
}
