package dev.seawall.frontdoor.workers;

import java.time.Duration;
import java.util.Locale;

/** Writes durations the way the observations' sentences have them (docs/protocol/observations.json). Stateless. */
final class Ages {
    private static final Duration TENTHS_BELOW = Duration.ofSeconds(1);
    private static final Duration SECONDS_BELOW = Duration.ofMinutes(2);
    private static final Duration MINUTES_BELOW = Duration.ofHours(2);

    private Ages() {}

    /** {@code 0.8 s ago}, {@code 12 s ago}, {@code 5 min ago}, {@code 3 h ago}: rounded down. */
    static String ago(Duration age) {
        Duration positive = age.isNegative() ? Duration.ZERO : age;
        if (positive.compareTo(TENTHS_BELOW) < 0) {
            return "0." + positive.toMillis() / 100 + " s ago";
        }
        if (positive.compareTo(SECONDS_BELOW) < 0) {
            return positive.toSeconds() + " s ago";
        }
        return positive.compareTo(MINUTES_BELOW) < 0
                ? positive.toMinutes() + " min ago"
                : positive.toHours() + " h ago";
    }

    /** {@code 1.3 ms}. */
    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
