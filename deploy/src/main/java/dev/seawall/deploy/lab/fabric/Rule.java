package dev.seawall.deploy.lab.fabric;

/**
 * Traffic that an instance's security group lets in or out; answers to it pass by themselves (groups are stateful, EC2
 * User Guide, "Security group connection tracking"). Immutable.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or {@code all}
 * @param fromPort first of the ports at the receiving end; with {@code icmp} and {@code all} the ports don't matter
 * @param peer the other side, an IPv4 network such as {@code 0.0.0.0/0}
 */
public record Rule(Direction direction, String protocol, int fromPort, int toPort, String peer) {
    /** As seen from the instance. */
    public enum Direction {
        IN,
        OUT
    }

    public static Rule in(String protocol, int port, String peer) {
        return new Rule(Direction.IN, protocol, port, port, peer);
    }

    public static Rule out(String protocol, int port, String peer) {
        return new Rule(Direction.OUT, protocol, port, port, peer);
    }

    /** As a statement of nft(8). */
    String statement() {
        String peers = (direction == Direction.IN ? "ip saddr " : "ip daddr ") + peer;
        return switch (protocol) {
            case "tcp", "udp" -> peers + " " + protocol + " dport " + fromPort + "-" + toPort + " accept";
            case "icmp" -> peers + " ip protocol icmp accept";
            case "all" -> peers + " accept";
            default ->
                throw new IllegalArgumentException("a rule's protocol is tcp, udp, icmp or all, not " + protocol);
        };
    }
}
