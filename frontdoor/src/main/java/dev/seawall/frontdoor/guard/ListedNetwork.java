package dev.seawall.frontdoor.guard;

import dev.seawall.frontdoor.config.Rules;

/**
 * A network as the configuration has it. Immutable.
 *
 * @param network in CIDR notation, or one address
 */
public record ListedNetwork(String network) {
    public ListedNetwork {
        String finding = Network.findingAgainst(network);
        new Rules()
                .that(finding == null, "network", finding == null ? "" : finding)
                .check();
    }

    public Network parsed() {
        return Network.parse(network);
    }
}
