package dev.seawall.deploy.local;

import java.time.Duration;
import java.util.Locale;

/** Says durations as people do: {@code 1.2 s}, {@code 4 min}, {@code 3 h 5 min}. Stateless. */
public final class Elapsed {
    private Elapsed() {}

    static String since(long beganNanos, long nowNanos) {
        return of(Duration.ofNanos(nowNanos - beganNanos));
    }

    public static String of(Duration duration) {
        if (duration.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() > 0
                ? duration.toDays() + " d " + duration.toHoursPart() + " h"
                : duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
