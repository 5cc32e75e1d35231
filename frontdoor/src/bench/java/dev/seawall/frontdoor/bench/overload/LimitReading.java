package dev.seawall.frontdoor.bench.overload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seawall's limit of the first worker, as its metrics tell it. Immutable.
 *
 * @param seconds since the course's begin
 */
record LimitReading(double seconds, double limit, double inFlight) {
    private static final String LINE = "(?m)^seawall_frontdoor_%s\\{worker=\"worker-1\"\\} (\\S+)$";
    private static final Pattern LIMIT = Pattern.compile(LINE.formatted("admission_limit"));
    private static final Pattern IN_FLIGHT = Pattern.compile(LINE.formatted("admission_in_flight"));

    static LimitReading of(double seconds, String metrics) {
        return new LimitReading(seconds, value(LIMIT, metrics), value(IN_FLIGHT, metrics));
    }

    private static double value(Pattern pattern, String metrics) {
        Matcher matcher = pattern.matcher(metrics);
        if (!matcher.find()) {
            throw new IllegalStateException("found no " + pattern + " in the front door's metrics");
        }
        return Double.parseDouble(matcher.group(1));
    }
}
