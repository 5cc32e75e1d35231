package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.util.function.Predicate;

/**
 * What {@link Scenario#NEIGHBOUR} showed of one contender. Immutable.
 *
 * @param before the worker that stays well, while both are; {@code after} while the other one is slow
 * @param slowGoodput of the slow one, over what it can bear then
 */
record NeighbourFound(Service before, Service after, double slowGoodput) {
    static final Predicate<Answer> WELL = answer -> answer.asked().worker() == 1;

    private static final double SETTLING_SECONDS = 2;

    /** How requests for one worker fared: all of them. Immutable. */
    record Service(double p50Millis, double p99Millis, double refused, double unanswered) {
        static Service of(Trace trace, Span span) {
            return new Service(
                    trace.millis(50, span, WELL),
                    trace.millis(99, span, WELL),
                    trace.refused(span, WELL),
                    trace.unanswered(span, WELL));
        }
    }

    static NeighbourFound of(Trace trace) {
        Span slow = Scenario.span(trace, 1);
        double bearable = trace.capacity() / trace.course().slownessAt(slow.from());
        return new NeighbourFound(
                Service.of(trace, Scenario.span(trace, 0).after(SETTLING_SECONDS)),
                Service.of(trace, slow),
                trace.goodPerSecond(slow.after(SETTLING_SECONDS), WELL.negate()) / bearable);
    }
}
