package dev.seawall.frontdoor.bench.overload;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the scenarios showed of all contenders; empty where it was not run. Immutable. */
record Found(
        Map<Contender, StepsFound> steps,
        Map<Contender, RecoveryFound> recovery,
        Map<Contender, StepFound> step,
        Map<Contender, NeighbourFound> neighbour,
        Map<Contender, DegradedFound> degraded) {
    static Found of(Map<Scenario, Map<Contender, Trace>> traces) {
        return new Found(
                each(traces.get(Scenario.STEPS), StepsFound::of),
                each(traces.get(Scenario.STEPS), RecoveryFound::of),
                each(traces.get(Scenario.STEP), StepFound::of),
                each(traces.get(Scenario.NEIGHBOUR), NeighbourFound::of),
                each(traces.get(Scenario.DEGRADED), DegradedFound::of));
    }

    private static <F> Map<Contender, F> each(@Nullable Map<Contender, Trace> traces, Function<Trace, F> finding) {
        Map<Contender, F> found = new EnumMap<>(Contender.class);
        if (traces != null) {
            traces.forEach((contender, trace) -> found.put(contender, finding.apply(trace)));
        }
        return found;
    }
}
