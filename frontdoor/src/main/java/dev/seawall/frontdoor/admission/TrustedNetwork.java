package dev.seawall.frontdoor.admission;

import dev.seawall.frontdoor.config.Rules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses whose {@code Seawall-Priority} is believed. Immutable.
 *
 * @param network in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3)
 */
public record TrustedNetwork(String network) {
    private static final Pattern CIDR = Pattern.compile("([^/]+)/([0-9]{1,3})");

    /** What can't be the name of a host, so that nothing is looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=.*:)[0-9A-Fa-f:.]{2,45}");

    public TrustedNetwork {
        new Rules()
                .that(isReadable(network), "network", "must be a network such as 10.61.0.0/16, not \"" + network + '"')
                .check();
    }

    private static boolean isReadable(String network) {
        Matcher parts = CIDR.matcher(network);
        if (!parts.matches()) {
            return false;
        }
        byte[] address = bytes(parts.group(1));
        return address.length > 0 && Integer.parseInt(parts.group(2)) <= address.length * 8;
    }

    /** Empty when it is none. */
    private static byte[] bytes(String literal) {
        try {
            return LITERAL.matcher(literal).matches()
                    ? InetAddress.getByName(literal).getAddress()
                    : new byte[0];
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    /** @param address as text, without a port or brackets */
    boolean contains(String address) {
        int slash = network.indexOf('/');
        byte[] ours = bytes(network.substring(0, slash));
        byte[] other = bytes(address);
        if (ours.length != other.length) {
            return false;
        }
        int bits = Integer.parseInt(network.substring(slash + 1));
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if (((ours[i / 8] ^ other[i / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
