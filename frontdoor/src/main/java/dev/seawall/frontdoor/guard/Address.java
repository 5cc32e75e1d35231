package dev.seawall.frontdoor.guard;

import java.net.InetAddress;

/**
 * A client's address as numbers, its bits from the left. Immutable.
 *
 * @param high its first 64 bits; of IPv4 the 32 there are, then zeroes
 * @param low the rest
 */
record Address(boolean isV6, long high, long low) {
    private static final int V6_BYTES = 16;

    /** Above all IPv6 addresses that a client can have: ff00::/8 is for groups (RFC 4291 §2.7). */
    private static final long V4_KEYS = 0xFFFFFFFFL << 32;

    static Address of(InetAddress address) {
        return of(address.getAddress());
    }

    static Address of(byte[] bytes) {
        boolean v6 = bytes.length == V6_BYTES;
        return new Address(
                v6, v6 ? bits(bytes, 0, Long.BYTES) : bits(bytes, 0, 4) << 32, v6 ? bits(bytes, Long.BYTES, 8) : 0);
    }

    private static long bits(byte[] bytes, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            bits = (bits << 8) | (bytes[i] & 0xff);
        }
        return bits;
    }

    /** A number for its network alone: the IPv4 address, or the IPv6 /64. */
    long key() {
        return isV6 ? high : V4_KEYS | (high >>> 32);
    }

    /** A number for the network around: the IPv4 /24, or the IPv6 /48. */
    long wideKey() {
        return isV6 ? high & (-1L << 16) : V4_KEYS | ((high >>> 32) & ~0xffL);
    }

    /** The network that a {@link #key} or {@link #wideKey} stands for. */
    static Network network(long key, boolean wide) {
        return key >>> 32 == 0xFFFFFFFFL
                ? new Network(false, key << 32, 0, wide ? 24 : 32)
                : new Network(true, key, 0, wide ? 48 : 64);
    }
}
