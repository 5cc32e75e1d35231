package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * As in EC2, a machine doesn't know its public addresses: what comes for one of them goes to its private one, and what it
 * sends out of the VPC comes from the first of them. By nft(8), in its namespace, behind the route that decides which
 * machine has the address. Immutable.
 */
record AddressTranslation(List<String> publicIps, String privateIp) {
    private static final String TABLE = "table ip seawall-public";

    String ruleset() {
        String fresh = TABLE + " {}\ndelete " + TABLE + "\n";
        if (publicIps.isEmpty()) {
            return fresh;
        }
        String rules = publicIps.stream()
                .map(address -> "    ip daddr " + address + " dnat to " + privateIp + "\n")
                .collect(Collectors.joining());
        return fresh
                + TABLE + " {\n"
                + "  chain in {\n"
                + "    type nat hook prerouting priority dstnat; policy accept;\n"
                + rules
                + "  }\n"
                + "  chain out {\n"
                + "    type nat hook postrouting priority srcnat; policy accept;\n"
                + "    oif eth0 ip daddr != { " + Border.VPC + ", " + Border.S3_ADDRESS + " } snat to "
                + publicIps.getFirst() + "\n"
                + "  }\n"
                + "}\n";
    }

    /** In place of what there was. */
    void apply(List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("nft", "-f", "-"));
        Commands.run(ruleset(), command);
    }
}
