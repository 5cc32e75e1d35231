package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.util.ArrayList;
import java.util.List;

/** What {@link Scenario#STEPS} showed of one contender. Immutable. */
record StepsFound(List<Step> steps) {
    /** What a step begins with is looked at in {@link Scenario#STEP}. */
    private static final double SETTLING_SECONDS = 2;

    StepsFound {
        steps = List.copyOf(steps);
    }

    /**
     * At one load. Immutable.
     *
     * @param load and {@code goodput} as multiples of the capacity
     * @param refused the share of normal requests that the proxy turned away; {@code urgentRefused} likewise
     * @param unanswered the share of all requests without an answer in time
     * @param lateMillis by which the load generator sent late, p99
     */
    record Step(
            double load,
            double goodput,
            double refused,
            double unanswered,
            double p50Millis,
            double p99Millis,
            double urgentP50Millis,
            double urgentP99Millis,
            double urgentRefused,
            double lateMillis) {}

    static StepsFound of(Trace trace) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < Scenario.LOADS.size(); i++) {
            Span span = Scenario.span(trace, i).after(SETTLING_SECONDS);
            steps.add(new Step(
                    Scenario.LOADS.get(i),
                    trace.goodput(span),
                    trace.refused(span, Trace.NORMAL),
                    trace.unanswered(span, Trace.ALL),
                    trace.millis(50, span, Trace.NORMAL),
                    trace.millis(99, span, Trace.NORMAL),
                    trace.millis(50, span, Trace.URGENT),
                    trace.millis(99, span, Trace.URGENT),
                    trace.refused(span, Trace.URGENT),
                    trace.lateMillis(99, span)));
        }
        return new StepsFound(steps);
    }
}
