package dev.seawall.deploy.lab.machine;

/**
 * What may pass a machine's interface; answers to it pass by themselves, and everything else does not. Immutable.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp} or {@code all}
 * @param fromPort first of the ports at the receiving end; with {@code icmp} and {@code all} ports don't matter
 * @param peer the other side, an IPv4 network
 */
public record PacketRule(boolean inwards, String protocol, int fromPort, int toPort, String peer) {}
