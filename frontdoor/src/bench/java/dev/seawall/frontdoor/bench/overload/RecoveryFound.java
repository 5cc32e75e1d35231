package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Scenario#STEPS} showed of one contender once the ten times were over. Immutable.
 *
 * @param seconds until five windows of 200 ms in a row were like those of the quiet beginning: no smaller share of good
 *     answers than the least there, no greater p99 than the greatest there. Null: not within the phase
 * @param quietP99Millis and {@code p99Millis}: of all requests at the quiet beginning, and in the last seconds
 */
record RecoveryFound(@Nullable Double seconds, double quietP99Millis, double p99Millis) {
    static final double WINDOW_SECONDS = 0.2;

    private static final double SETTLING_SECONDS = 2;

    static RecoveryFound of(Trace trace) {
        Span quiet = Scenario.span(trace, 0).after(SETTLING_SECONDS);
        Span after = Scenario.span(trace, Scenario.LOADS.size());
        List<Span> quietWindows = quiet.windows(WINDOW_SECONDS);
        double least = quietWindows.stream()
                .mapToDouble(window -> good(trace, window))
                .min()
                .orElse(1);
        double greatest = quietWindows.stream()
                .mapToDouble(window -> trace.millis(99, window, Trace.ALL))
                .max()
                .orElse(0);
        Double seconds = Onset.find(
                after.windows(WINDOW_SECONDS),
                window -> good(trace, window) >= least && trace.millis(99, window, Trace.ALL) <= greatest);
        return new RecoveryFound(
                seconds, trace.millis(99, quiet, Trace.ALL), trace.millis(99, after.last(5), Trace.ALL));
    }

    private static double good(Trace trace, Span window) {
        return 1 - trace.refused(window, Trace.ALL) - trace.unanswered(window, Trace.ALL);
    }
}
