package dev.seawall.deploy.flood.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What one cell says about a claim. Immutable.
 *
 * @param leaning what it would have been, had there been nothing against it
 * @param sentence what was seen, and what is against it
 */
public record Ruling(
        String topology, String attack, double strength, Verdict verdict, Verdict leaning, String sentence) {
    static Ruling of(Cell cell, Rule rule, Trust trust) {
        Verdict leaning = Verdict.HELD;
        List<String> seen = new ArrayList<>();
        List<String> against = new ArrayList<>(against(cell, trust));
        for (Bound bound : rule.bounds()) {
            OptionalDouble value = bound.measure().of(cell);
            if (value.isPresent()) {
                leaning = leaning.worse(bound.judge(value.getAsDouble()));
                seen.add(bound.sentence(value.getAsDouble()));
            } else {
                leaning = leaning.worse(Verdict.INCONCLUSIVE);
            }
            bound.lacking(cell, trust)
                    .filter(reason -> !against.contains(reason))
                    .ifPresent(against::add);
        }
        String sentence = cell.named() + ": " + String.join("; ", seen);
        return new Ruling(
                cell.topology(),
                cell.attack(),
                cell.strength(),
                against.isEmpty() ? leaning : Verdict.INCONCLUSIVE,
                leaning,
                against.isEmpty()
                        ? sentence + "."
                        : sentence + (seen.isEmpty() ? "" : "; ") + "inconclusive: " + String.join("; ", against)
                                + ".");
    }

    private static List<String> against(Cell cell, Trust trust) {
        List<String> against = new ArrayList<>();
        if (cell.used() < trust.leastWindows()) {
            against.add("only " + cell.used() + " of " + Words.count(cell.windows(), "window") + " can be used, "
                    + trust.leastWindows() + " are needed"
                    + (cell.against().isEmpty()
                            ? ""
                            : " (" + String.join("; ", cell.against().keySet()) + ")"));
        }
        if (cell.storage() != null
                && cell.storage().quiet() != null
                && cell.storage().quiet().windows() == 0) {
            against.add("none of the quiet windows beside it can be used");
        }
        return against;
    }
}
