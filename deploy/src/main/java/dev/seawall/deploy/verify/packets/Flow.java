package dev.seawall.deploy.verify.packets;

import java.util.Locale;

/**
 * One thing that may pass or not: packets from a place to a port of another. Immutable.
 *
 * @param address the one of the receiver's that is sent to
 */
public record Flow(Place from, Place to, String address, Protocol protocol, int port) {
    /** What a port is a port of. */
    public enum Protocol {
        TCP,
        UDP;

        /** As EC2 spells it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
