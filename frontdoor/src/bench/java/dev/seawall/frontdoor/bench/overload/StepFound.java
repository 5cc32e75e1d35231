package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Scenario#STEP} showed of one contender. Immutable.
 *
 * @param stableSeconds from the step until the end of the last window of 100 ms whose p50 of normal requests was more than
 *     1.5 times that of the phase's second half. Null: never, or there is little goodput in that half
 * @param worstP50Millis of all windows
 * @param goodput {@code p50Millis}, {@code p99Millis}: in that half
 * @param urgentBeforeMillis p99 of urgent requests before the step; {@code urgentMillis} from it on
 */
record StepFound(
        @Nullable Double stableSeconds,
        double worstP50Millis,
        double goodput,
        double p50Millis,
        double p99Millis,
        double urgentBeforeMillis,
        double urgentMillis) {
    static final double WINDOW_SECONDS = 0.1;

    private static final double SETTLING_SECONDS = 2;
    private static final double LEAST_GOODPUT = 0.8;

    static StepFound of(Trace trace) {
        Span before = Scenario.span(trace, 0).after(SETTLING_SECONDS);
        Span phase = Scenario.span(trace, 1);
        Span half = phase.last(phase.seconds() / 2);
        double goodput = trace.goodput(half);
        double p50 = trace.millis(50, half, Trace.NORMAL);
        List<Span> windows = phase.windows(WINDOW_SECONDS);
        Double stable = goodput < LEAST_GOODPUT
                ? null
                : Onset.findLasting(windows, window -> !(trace.millis(50, window, Trace.NORMAL) > 1.5 * p50));
        return new StepFound(
                stable,
                windows.stream()
                        .mapToDouble(window -> trace.millis(50, window, Trace.NORMAL))
                        .filter(millis -> !Double.isNaN(millis))
                        .max()
                        .orElse(Double.NaN),
                goodput,
                p50,
                trace.millis(99, half, Trace.NORMAL),
                trace.millis(99, before, Trace.URGENT),
                trace.millis(99, phase, Trace.URGENT));
    }
}
