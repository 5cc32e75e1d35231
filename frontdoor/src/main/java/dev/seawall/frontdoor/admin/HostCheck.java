package dev.seawall.frontdoor.admin;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses requests for a host name that is not ours, so that a web page elsewhere cannot read the admin port through
 * the browser of somebody who can reach it: the attacker's name, rebound by DNS to a private address, still stands in
 * the Host field. An IP address as host cannot be rebound.
 *
 * <p>Thread rule: immutable.
 */
public final class HostCheck {
    private final Set<String> names;

    /** @param names allowed besides {@code localhost} and IP addresses */
    public HostCheck(Set<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** @param host without the port; an IPv6 address with or without brackets */
    boolean allows(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || isIpAddress(name) || names.contains(name);
    }

    /** No top-level domain is a number (RFC 3696 section 2), and no name holds a colon. */
    private static boolean isIpAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}([.][0-9]{1,3}){3}");
    }
}
