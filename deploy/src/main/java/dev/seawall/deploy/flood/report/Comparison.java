package dev.seawall.deploy.flood.report;

import dev.seawall.deploy.flood.analysis.Cell;
import dev.seawall.deploy.flood.analysis.Claim;
import dev.seawall.deploy.flood.analysis.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two runs side by side. Immutable.
 *
 * @param cells what was tried in either, with each number of both
 * @param changes what differs otherwise: versions, settings, the machine, verdicts
 */
public record Comparison(String before, String after, List<Row> cells, List<Change> changes) {
    /** One thing that was tried; numbers by name. */
    public record Row(String cell, Map<String, Pair> numbers) {}

    /** A number in both runs, absent where it wasn't measured. */
    public record Pair(@Nullable Double before, @Nullable Double after) {
        String words() {
            String both = number(before) + " → " + number(after);
            return before == null || after == null || before == 0
                    ? both
                    : both + String.format(Locale.ROOT, " (%.2fx)", after / before);
        }

        private static String number(@Nullable Double value) {
            return value == null ? "–" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
        }
    }

    /** Something named that differs; {@code –} where there is none. */
    public record Change(String of, String before, String after) {}

    static Comparison of(Findings before, Findings after) {
        Map<String, Cell> first = byName(before);
        Map<String, Cell> second = byName(after);
        Map<String, Row> rows = new LinkedHashMap<>();
        first.forEach((name, cell) -> rows.put(name, new Row(name, numbers(cell, second.get(name)))));
        second.forEach((name, cell) -> rows.putIfAbsent(name, new Row(name, numbers(null, cell))));
        List<Change> changes = new ArrayList<>();
        differing("claim ", verdicts(before), verdicts(after), changes);
        differing("version of ", before.run().versions(), after.run().versions(), changes);
        differing("setting ", before.run().settings(), after.run().settings(), changes);
        differing("machine: ", before.run().machine(), after.run().machine(), changes);
        differing("", arguments(before), arguments(after), changes);
        return new Comparison(
                Moment.inWords(before.run().at()),
                Moment.inWords(after.run().at()),
                List.copyOf(rows.values()),
                List.copyOf(changes));
    }

    /** As text with a column for each number, for a terminal. */
    public String table() {
        return ComparisonText.of(this);
    }

    /** As a page that needs nothing else. */
    public String html() {
        return ComparisonPage.of(this);
    }

    private static Map<String, Cell> byName(Findings findings) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        findings.cells().forEach(cell -> cells.put(cell.topology() + ", " + cell.named(), cell));
        return cells;
    }

    private static Map<String, Pair> numbers(@Nullable Cell before, @Nullable Cell after) {
        Map<String, Pair> numbers = new LinkedHashMap<>();
        for (Quantity quantity : Quantity.ALL) {
            Pair pair = new Pair(quantity.of(before), quantity.of(after));
            if (pair.before() != null || pair.after() != null) {
                numbers.put(quantity.title(), pair);
            }
        }
        return numbers;
    }

    private static Map<String, String> verdicts(Findings findings) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (Claim claim : findings.claims()) {
            verdicts.put(claim.id(), claim.verdict().name().toLowerCase(Locale.ROOT));
        }
        return verdicts;
    }

    private static Map<String, String> arguments(Findings findings) {
        return Map.of("arguments", String.join(" ", findings.run().arguments()));
    }

    private static void differing(
            String kind, Map<String, String> before, Map<String, String> after, List<Change> changes) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String was = before.getOrDefault(name, "–");
            String is = after.getOrDefault(name, "–");
            if (!was.equals(is)) {
                changes.add(new Change(kind + name, was, is));
            }
        }
    }
}
