package dev.seawall.deploy.verify.packets;

/**
 * UDP hole punching: two places sent to each other at the same time, each from a port that was new. Immutable.
 *
 * @param port that {@code one} sent from, and was sent to
 * @param otherPort likewise
 * @param heard who heard the other
 */
public record Meeting(Place one, Place other, int port, int otherPort, Ways heard) {
    /** Two who are to meet. */
    public record Pair(Place one, Place other) {}

    /** {@code there}: from one to the other. {@code back}: from the other to the one. */
    public record Ways(boolean there, boolean back) {}

    Flow flowThere() {
        return new Flow(one, other, other.address(), Flow.Protocol.UDP, otherPort);
    }

    Flow flowBack() {
        return new Flow(other, one, one.address(), Flow.Protocol.UDP, port);
    }
}
