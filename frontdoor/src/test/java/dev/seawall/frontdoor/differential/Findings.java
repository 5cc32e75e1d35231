package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences about what did not hold.
 *
 * <p>Thread rule: for one thread.
 */
final class Findings {
    private final List<String> sentences = new ArrayList<>();

    void same(String what, Object wanted, Object seen) {
        expect(
                wanted.equals(seen),
                what + ": wanted " + Exchange.shown(wanted.toString()) + ", seen " + Exchange.shown(seen.toString()));
    }

    void expect(boolean holds, String otherwise) {
        if (!holds) {
            sentences.add(otherwise);
        }
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
