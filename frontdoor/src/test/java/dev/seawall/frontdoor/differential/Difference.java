package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Oddity;
import java.util.Set;

/**
 * One difference between what became of a request through Seawall and through nginx. Immutable.
 *
 * @param oddities of the request, its answer and its client
 */
record Difference(Kind kind, Exchange exchange, Set<Oddity> oddities, String seawall, String nginx) {
    Difference {
        oddities = Set.copyOf(oddities);
    }

    @Override
    public String toString() {
        return kind + " " + oddities.stream().map(Oddity::name).sorted().toList() + "\n  Seawall: "
                + Exchange.shown(seawall) + "\n  nginx:   " + Exchange.shown(nginx) + "\n  " + exchange.transcript();
    }
}
