package dev.seawall.frontdoor.bench.overload;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tables and numbers as the report writes them. Pure functions. */
final class Markdown {
    private Markdown() {}

    /** With an empty line after it. */
    static String table(List<String> head, List<List<String>> rows) {
        StringBuilder table = new StringBuilder(row(head)).append("|---".repeat(head.size())).append("|\n");
        rows.forEach(each -> table.append(row(each)));
        return table.append('\n').toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share > 0 && share < 0.1 ? "%.1f%%" : "%.0f%%", share * 100);
    }

    static String millis(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value >= Trial.DEADLINE_MILLIS) {
            return "over 1000";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }

    static String seconds(@Nullable Double value) {
        return value == null ? "never" : String.format(Locale.ROOT, "%.1f s", value);
    }

    /** p50 and p99, and what was turned away, if anything. */
    static String latency(double p50, double p99, double refused) {
        return millis(p50) + " / " + millis(p99) + (refused == 0 ? "" : "; " + percent(refused));
    }
}
