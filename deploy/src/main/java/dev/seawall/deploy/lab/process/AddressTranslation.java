package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What comes to a machine for one of its public addresses, and goes to its private one: by nft(8), in its namespace, behind
 * the route that decides which machine has the address. Immutable.
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
                + "}\n";
    }

    /** In place of what there was. */
    void apply(List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("nft", "-f", "-"));
        Commands.run(ruleset(), command);
    }
}
