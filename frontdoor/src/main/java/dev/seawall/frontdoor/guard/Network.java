package dev.seawall.frontdoor.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 network in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3). Immutable.
 *
 * @param high its first address, as {@link Address} has it
 * @param bits of the prefix
 */
public record Network(boolean isV6, long high, long low, int bits) {
    /** By first address; a network comes before those within it. */
    static final Comparator<Network> ORDER = Comparator.comparing(Network::isV6)
            .thenComparing(Network::high, Long::compareUnsigned)
            .thenComparing(Network::low, Long::compareUnsigned)
            .thenComparingInt(Network::bits);

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

    /** What can't be the name of a host, as 256.0.0.1 can, so that nothing is looked up. */
    private static final Pattern LITERAL = Pattern.compile(OCTET + "(\\." + OCTET + "){3}|(?=.*:)[0-9A-Fa-f:.]{2,45}");

    private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");

    /**
     * Reads one; an address alone is a network of one.
     *
     * @throws IllegalArgumentException when it is none, saying what it must be
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = bytes(slash < 0 ? text : text.substring(0, slash));
        String bits = slash < 0 ? Integer.toString(bytes.length * 8) : text.substring(slash + 1);
        if (bytes.length == 0 || !BITS.matcher(bits).matches() || Integer.parseInt(bits) > bytes.length * 8) {
            throw new IllegalArgumentException(
                    "must be a network such as 203.0.113.0/24 or 2001:db8::/32, not \"" + text + '"');
        }
        Address address = Address.of(bytes);
        Network network =
                new Network(address.isV6(), address.high(), address.low(), Integer.parseInt(bits)).fromFirst();
        if (network.high != address.high() || network.low != address.low()) {
            throw new IllegalArgumentException(
                    "must begin with its first address, " + network + ", not be \"" + text + '"');
        }
        return network;
    }

    /** Why a text is no network, null when it is one. */
    static @Nullable String findingAgainst(String text) {
        try {
            var unused = parse(text);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static byte[] bytes(String literal) {
        try {
            return LITERAL.matcher(literal).matches()
                    ? InetAddress.getByName(literal).getAddress()
                    : new byte[0];
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    private Network fromFirst() {
        return new Network(isV6, high & mask(bits), low & mask(bits - 64), bits);
    }

    private static long mask(int ones) {
        return ones <= 0 ? 0 : ones >= 64 ? -1L : -1L << (64 - ones);
    }

    public boolean contains(InetAddress address) {
        Address other = Address.of(address);
        return contains(new Network(other.isV6(), other.high(), other.low(), other.isV6() ? 128 : 32));
    }

    boolean contains(Network other) {
        return isV6 == other.isV6
                && bits <= other.bits
                && ((high ^ other.high) & mask(bits)) == 0
                && ((low ^ other.low) & mask(bits - 64)) == 0;
    }

    /** The first address behind it, as a network of one; null behind the last of all. */
    @Nullable
    Network next() {
        long step = bits == 0 || bits == 64 ? 0 : 1L << (64 - bits % 64);
        long nextLow = bits > 64 ? low + step : low;
        boolean carries = bits == 64 || (bits > 64 && nextLow == 0);
        long nextHigh = bits < 64 ? high + step : high + (carries ? 1 : 0);
        boolean isBehindAll = bits == 0 || (nextHigh == 0 && (bits < 64 || carries));
        return isBehindAll ? null : new Network(isV6, nextHigh, nextLow, isV6 ? 128 : 32);
    }

    @Override
    public String toString() {
        byte[] bytes = new byte[isV6 ? 16 : 4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i < 8 ? high : low) >>> (56 - 8 * (i % 8)));
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + '/' + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
