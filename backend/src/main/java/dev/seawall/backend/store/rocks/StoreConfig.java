package dev.seawall.backend.store.rocks;

import dev.seawall.backend.config.Default;
import dev.seawall.backend.config.Rules;

/**
 * The store's part of the configuration. Thread rule: immutable.
 *
 * @param inlineBytes contents up to this size are kept in RocksDB, larger ones in files
 * @param maxObjectBytes larger objects are refused
 * @param reserveBytes once less room than this is left on the volume, writes are refused, so that the index always has
 *     room to record a deletion
 */
public record StoreConfig(
        @Default("32KiB") long inlineBytes,
        @Default("5GiB") long maxObjectBytes,
        @Default("64MiB") long reserveBytes) {

    public StoreConfig {
        new Rules()
                .bytesBetween("inlineBytes", inlineBytes, 0, 1 << 20)
                .bytesBetween("maxObjectBytes", maxObjectBytes, 1, 1L << 40)
                .bytesBetween("reserveBytes", reserveBytes, 0, 1L << 40)
                .check();
    }
}
