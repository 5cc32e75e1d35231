package dev.seawall.frontdoor.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How durations ({@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}) and sizes ({@code 512B}, {@code 16KiB},
 * {@code 5GiB}) are written. A bare number is neither: its unit would be a guess.
 *
 * <p>Thread rule: pure functions.
 */
public final class Quantity {
    /** Few enough digits that no unit overflows a long. */
    private static final Pattern QUANTITY = Pattern.compile("(-?\\d{1,6})([a-zA-Z]{1,3})");

    private record Unit(String name, long factor) {}

    /** In milliseconds, the largest first. */
    private static final List<Unit> DURATION_UNITS =
            List.of(new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1000), new Unit("ms", 1));

    /** In bytes, the largest first. */
    private static final List<Unit> SIZE_UNITS = List.of(
            new Unit("TiB", 1L << 40),
            new Unit("GiB", 1L << 30),
            new Unit("MiB", 1L << 20),
            new Unit("KiB", 1L << 10),
            new Unit("B", 1));

    private Quantity() {}

    /** Null when the text is no duration. */
    public static @Nullable Duration duration(String text) {
        Long millis = read(text, DURATION_UNITS);
        return millis == null ? null : Duration.ofMillis(millis);
    }

    static @Nullable Long bytes(String text) {
        return read(text, SIZE_UNITS);
    }

    static String text(Duration duration) {
        return write(duration.toMillis(), DURATION_UNITS);
    }

    static String text(long bytes) {
        return write(bytes, SIZE_UNITS);
    }

    private static @Nullable Long read(String text, List<Unit> units) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        for (Unit unit : units) {
            if (unit.name().equals(matcher.group(2))) {
                return Long.parseLong(matcher.group(1)) * unit.factor();
            }
        }
        return null;
    }

    private static String write(long value, List<Unit> units) {
        for (Unit unit : units) {
            if (value != 0 && value % unit.factor() == 0) {
                return value / unit.factor() + unit.name();
            }
        }
        return value + units.getLast().name();
    }
}
