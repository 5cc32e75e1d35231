package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Scenario#DEGRADED} showed of one contender: goodput over what the worker can bear at that time. Immutable.
 *
 * @param before while the worker is well
 * @param slow while it is slow, from two seconds on; {@code slowAtLast} in the last ten
 * @param after once it is well again, from two seconds on
 * @param wellAgainSeconds until five windows of 200 ms in a row had at least 0.85 of the capacity. Null: never
 * @param urgentMillis p99 of urgent requests while it is slow
 * @param limits null for all but Seawall
 */
record DegradedFound(
        double before,
        double slow,
        double slowAtLast,
        double after,
        @Nullable Double wellAgainSeconds,
        double urgentMillis,
        @Nullable Limits limits) {
    private static final double SETTLING_SECONDS = 2;
    private static final double WINDOW_SECONDS = 0.2;
    private static final double WELL = 0.85;

    /** Seawall's limit: the phases' medians, and the range while the worker is slow, after five seconds. Immutable. */
    record Limits(double before, double slow, double slowLeast, double slowGreatest, double after) {
        static @Nullable Limits of(Trace trace, Span before, Span slow, Span after) {
            if (trace.limits().isEmpty()) {
                return null;
            }
            double[] settled = within(trace, slow.after(5));
            return new Limits(
                    Trace.median(within(trace, before)),
                    Trace.median(settled),
                    Arrays.stream(settled).min().orElse(Double.NaN),
                    Arrays.stream(settled).max().orElse(Double.NaN),
                    Trace.median(within(trace, after.after(SETTLING_SECONDS))));
        }

        private static double[] within(Trace trace, Span span) {
            return trace.limits().stream()
                    .filter(reading -> reading.seconds() >= span.from() && reading.seconds() < span.to())
                    .mapToDouble(LimitReading::limit)
                    .toArray();
        }
    }

    static DegradedFound of(Trace trace) {
        Span before = Scenario.span(trace, 0).after(SETTLING_SECONDS);
        Span slow = Scenario.span(trace, 1);
        Span after = Scenario.span(trace, 2);
        return new DegradedFound(
                trace.goodput(before),
                Scenario.DEGRADATION * trace.goodput(slow.after(SETTLING_SECONDS)),
                Scenario.DEGRADATION * trace.goodput(slow.last(10)),
                trace.goodput(after.after(SETTLING_SECONDS)),
                Onset.find(after.windows(WINDOW_SECONDS), window -> trace.goodput(window) >= WELL),
                trace.millis(99, slow.after(SETTLING_SECONDS), Trace.URGENT),
                Limits.of(trace, before, slow, after));
    }
}
