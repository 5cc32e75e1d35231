package dev.seawall.deploy.flood.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A comparison for a terminal: a block for each number, a line for each cell. Stateless. */
final class ComparisonText {
    private ComparisonText() {}

    static String of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("before: run of " + comparison.before());
        lines.add("after:  run of " + comparison.after());
        int width = comparison.cells().stream()
                .mapToInt(row -> row.cell().length())
                .max()
                .orElse(0);
        for (Quantity quantity : Quantity.ALL) {
            List<String> block = comparison.cells().stream()
                    .map(row -> row.numbers().containsKey(quantity.title())
                            ? "  " + row.cell() + " ".repeat(width - row.cell().length() + 2)
                                    + Objects.requireNonNull(row.numbers().get(quantity.title()))
                                            .words()
                            : "")
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (!block.isEmpty()) {
                lines.add("");
                lines.add(quantity.title());
                lines.addAll(block);
            }
        }
        lines.add("");
        lines.add(comparison.changes().isEmpty() ? "Nothing else differs." : "What else differs");
        comparison
                .changes()
                .forEach(change -> lines.add("  " + change.of() + ": " + change.before() + " → " + change.after()));
        return String.join("\n", lines) + "\n";
    }
}
