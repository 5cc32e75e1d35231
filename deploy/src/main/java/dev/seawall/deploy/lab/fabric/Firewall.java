package dev.seawall.deploy.lab.fabric;

import dev.seawall.deploy.lab.fabric.Rule.Direction;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Security groups as text for nft(8). Each text replaces in one transaction what was there; connections that stand are
 * known to the kernel, not to the table, and stay. Stateless.
 */
final class Firewall {
    private static final String FRESH = "table inet seawall {}\ndelete table inet seawall\n";

    private Firewall() {}

    /** No filter at all. */
    static String none() {
        return FRESH;
    }

    /**
     * A group's rules. What goes to a volume's server passes always: EBS is not subject to groups (it doesn't pass the
     * instance's network interface in EC2's own view), and its server has a firewall of its own.
     *
     * @param volumeNetworks of volume servers and lanes
     */
    static String group(List<Rule> rules, List<String> volumeNetworks) {
        String volumes = volumeNetworks.stream()
                .map(network -> "    ip daddr " + network + " tcp dport 10800-10999 accept\n")
                .collect(Collectors.joining());
        return FRESH
                + "table inet seawall {\n"
                + "  chain in {\n"
                + "    type filter hook input priority 0; policy drop;\n"
                + "    iif lo accept\n"
                + "    ct state established,related accept\n"
                + statements(rules, Direction.IN)
                + "  }\n"
                + "  chain out {\n"
                + "    type filter hook output priority 0; policy drop;\n"
                + "    oif lo accept\n"
                + "    ct state established,related accept\n"
                + volumes
                + statements(rules, Direction.OUT)
                + "  }\n"
                + "}\n";
    }

    private static String statements(List<Rule> rules, Direction direction) {
        return rules.stream()
                .filter(rule -> rule.direction() == direction)
                .map(rule -> "    " + rule.statement() + "\n")
                .collect(Collectors.joining());
    }

    /** In the router: no UDP goes on to these addresses. */
    static String upstream(List<String> addresses) {
        if (addresses.isEmpty()) {
            return FRESH;
        }
        return FRESH
                + "table inet seawall {\n"
                + "  chain forward {\n"
                + "    type filter hook forward priority 0; policy accept;\n"
                + "    ip daddr { " + String.join(", ", addresses) + " } udp dport 0-65535 drop\n"
                + "  }\n"
                + "}\n";
    }

    /** For whoever opens connections and never completes them: no answer to a SYN comes in. */
    static String deafToAnswers() {
        return FRESH
                + "table inet seawall {\n"
                + "  chain in {\n"
                + "    type filter hook input priority 0; policy accept;\n"
                + "    tcp flags & (syn | ack) == (syn | ack) drop\n"
                + "  }\n"
                + "}\n";
    }
}
