package dev.seawall.deploy.flood.analysis;

import java.util.Locale;

/** Numbers as people read them, with no more digits than they are worth. Stateless. */
final class Words {
    private Words() {}

    /** {@code 0.14%}, {@code 4.2%}, {@code 98%}; a share next to all is never rounded up to all. */
    static String percent(double share) {
        double percent = 100 * share;
        if (percent > 99 && percent < 100) {
            return trimmed("%.1f", Math.floor(percent * 10) / 10) + "%";
        }
        return trimmed(percent >= 10 ? "%.0f" : percent >= 1 ? "%.1f" : "%.2f", percent) + "%";
    }

    /** {@code 2x}, {@code 0.5x}. */
    static String times(double factor) {
        return trimmed("%.2f", factor) + "x";
    }

    /** {@code 1.04x}: a ratio, of which the second digit matters. */
    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2fx" : "%.0fx", ratio);
    }

    /** {@code 3.3}, {@code 1245}. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }

    /** {@code 0.7 ms}, {@code 463 ms}, {@code 2.3 s}. */
    static String millis(double millis) {
        return millis < 1000 ? number(millis) + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }

    static String millis(long millis) {
        return millis((double) millis);
    }

    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Without the zeros at its end that say nothing. */
    static String trimmed(String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
