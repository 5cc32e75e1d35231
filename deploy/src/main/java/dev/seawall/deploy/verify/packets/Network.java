package dev.seawall.deploy.verify.packets;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses; one of IPv6 addresses has none of these in it. Immutable.
 *
 * @param first as a number
 * @param bits that all of it have in common; more than 32 for a block that is empty here
 */
record Network(int first, int bits) {
    private static final int IPV4_BITS = 32;
    private static final Network EMPTY = new Network(0, IPV4_BITS + 1);
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /** Reads {@code 10.61.0.0/16}; empty when it is none, such as the id of a group. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String address = text.substring(0, slash);
        return Optional.of(
                ADDRESS.matcher(address).matches()
                        ? new Network(number(address), Integer.parseInt(text.substring(slash + 1)))
                        : EMPTY);
    }

    /** Whether an address is in it; false for what is none. */
    boolean contains(String address) {
        if (bits > IPV4_BITS || !ADDRESS.matcher(address).matches()) {
            return false;
        }
        int mask = bits == 0 ? 0 : -1 << (IPV4_BITS - bits);
        return ((first ^ number(address)) & mask) == 0;
    }

    private static int number(String address) {
        int number = 0;
        for (String octet : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(octet);
        }
        return number;
    }
}
