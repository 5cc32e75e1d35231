package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Oddity;
import java.util.Set;

/**
 * One difference between what became of a request through Seawall and through another proxy. Immutable.
 *
 * @param oddities of the request, its answer and its client
 * @param theirs what the other proxy made of it
 */
record Difference(Opinion opinion, Kind kind, Exchange exchange, Set<Oddity> oddities, String seawall, String theirs) {
    Difference {
        oddities = Set.copyOf(oddities);
    }

    /** By which differences are counted. */
    String kindAndOddities() {
        return opinion + " " + kind + " "
                + oddities.stream()
                        .map(oddity -> oddity.getClass().getSimpleName() + '.' + oddity.name())
                        .sorted()
                        .toList();
    }

    @Override
    public String toString() {
        return kindAndOddities() + "\n  Seawall: " + Exchange.shown(seawall) + "\n  " + opinion.title() + ": "
                + Exchange.shown(theirs) + "\n  " + exchange.transcript();
    }
}
