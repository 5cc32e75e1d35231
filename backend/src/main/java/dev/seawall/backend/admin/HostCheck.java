package dev.seawall.backend.admin;

/**
 * Refuses requests for a host name that is not ours, so that a web page elsewhere cannot read the admin port through the
 * browser of somebody who can reach it: the attacker's name, rebound by DNS to a private address, still stands in the
 * Host field. Thread rule: immutable.
 *
 * @param configured allowed besides {@code localhost} and IP addresses
 */
record HostCheck(String configured) {

    /** @param host without the port; an IPv6 address with or without brackets */
    boolean allows(String host) {
        // No top-level domain is a number (RFC 3696 section 2), and no name holds a colon.
        boolean address = host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}([.][0-9]{1,3}){3}");
        return address || host.equalsIgnoreCase("localhost") || host.equalsIgnoreCase(configured);
    }
}
