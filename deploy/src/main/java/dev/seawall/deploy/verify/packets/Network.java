package dev.seawall.deploy.verify.packets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A block of addresses, IPv4 or IPv6. Immutable. */
record Network(byte[] first, int bits) {
    /** Reads {@code 10.61.0.0/16}; empty when it is none, such as the id of a group. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(
                        new Network(bytes(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1))));
    }

    /** Whether a literal address is in it; false for what is none. */
    boolean contains(String address) {
        if (!isLiteral(address)) {
            return false;
        }
        byte[] other = bytes(address);
        if (other.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((first[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLiteral(String text) {
        return text.indexOf(':') >= 0 || text.matches("[0-9]+(\\.[0-9]+){3}");
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }
}
