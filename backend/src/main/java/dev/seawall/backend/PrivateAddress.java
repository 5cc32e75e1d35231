package dev.seawall.backend;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether an address to listen at keeps the worker private: loopback, RFC 1918, RFC 4193 or link-local. The wildcard is
 * not, as it takes in whatever address the instance gets later. Thread rule: pure functions.
 */
final class PrivateAddress {
    private PrivateAddress() {}

    /** What speaks against listening at {@code host}, null when nothing does. */
    static @Nullable String findingAgainst(String host) {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return "must be an address of this machine; \"" + host + "\" has no address";
        }
        return Arrays.stream(addresses)
                .filter(address -> !isPrivate(address))
                .findFirst()
                .map(address -> "must be a private address (loopback, RFC 1918, RFC 4193, link-local), not "
                        + address.getHostAddress() + "; a worker is for the front door only (allowPublicBind: true"
                        + " overrides)")
                .orElse(null);
    }

    private static boolean isPrivate(InetAddress address) {
        if (address instanceof Inet6Address) {
            boolean uniqueLocal = (address.getAddress()[0] & 0xFE) == 0xFC;
            return address.isLoopbackAddress() || address.isLinkLocalAddress() || uniqueLocal;
        }
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress();
    }
}
