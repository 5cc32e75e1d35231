package dev.seawall.deploy.flood.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A claim with its verdict and what each cell says about it. Immutable.
 *
 * @param leaning what the verdict would be, had there been nothing against concluding
 */
public record Claim(String id, String title, String claim, Verdict verdict, Verdict leaning, List<Ruling> rulings) {
    /** Empty when nothing of what the rule is about was tried. */
    static Optional<Claim> of(Rule rule, List<Cell> cells, Trust trust) {
        List<Ruling> rulings = cells.stream()
                .filter(rule.about())
                .map(cell -> Ruling.of(cell, rule, trust))
                .toList();
        return rulings.isEmpty()
                ? Optional.empty()
                : Optional.of(new Claim(
                        rule.id(),
                        rule.title(),
                        rule.claim() + " Tried here: " + tried(rulings) + ".",
                        rulings.stream().map(Ruling::verdict).reduce(Verdict.HELD, Verdict::worse),
                        rulings.stream().map(Ruling::leaning).reduce(Verdict.HELD, Verdict::worse),
                        rulings));
    }

    private static String tried(List<Ruling> rulings) {
        return rulings.stream()
                .map(ruling -> Attacks.named(ruling.attack(), ruling.strength()))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
