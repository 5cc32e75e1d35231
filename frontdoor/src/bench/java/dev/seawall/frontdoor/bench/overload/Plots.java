package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Axis.Tick;
import dev.seawall.frontdoor.bench.overload.Chart.Point;
import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The curves of docs/overload.md, each a file. Immutable. */
record Plots(Map<Scenario, Map<Contender, Trace>> traces, Found found) {
    private static final List<Double> MILLIS = List.of(10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0);

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (traces.containsKey(Scenario.STEPS)) {
            save(directory, "goodput", goodput());
            save(directory, "urgent", urgent());
            save(directory, "recovery", recovery());
        }
        if (traces.containsKey(Scenario.STEP)) {
            save(directory, "step", step());
        }
        if (traces.containsKey(Scenario.NEIGHBOUR)) {
            save(directory, "neighbour", neighbour());
        }
        if (traces.containsKey(Scenario.DEGRADED)) {
            save(directory, "degraded", degraded());
            save(directory, "limit", limit());
        }
    }

    private static void save(Path directory, String name, Chart chart) throws IOException {
        Files.writeString(directory.resolve("overload-" + name + ".svg"), chart.svg());
    }

    private Chart goodput() {
        return byLoad(
                new Chart(
                        "Goodput at each load",
                        loads(),
                        Axis.linear("good answers within a second / capacity", 0, 1.2, 0.2)),
                StepsFound.Step::goodput);
    }

    private Chart urgent() {
        return byLoad(
                new Chart("Urgent requests at each load", loads(), Axis.logarithmic("p99, ms", MILLIS)),
                StepsFound.Step::urgentP99Millis);
    }

    private static Axis loads() {
        List<Tick> ticks =
                Scenario.LOADS.stream().map(load -> new Tick(load, load + "x")).toList();
        return new Axis(
                "offered load / capacity",
                Scenario.LOADS.getFirst(),
                Scenario.LOADS.getLast(),
                Axis.Scale.LOGARITHMIC,
                ticks);
    }

    private Chart byLoad(Chart chart, ToDoubleFunction<StepsFound.Step> value) {
        found.steps().forEach((contender, steps) -> chart.line(
                contender.title,
                contender.toString(),
                steps.steps().stream()
                        .map(step -> new Point(step.load(), value.applyAsDouble(step)))
                        .toList()));
        return chart;
    }

    private Chart recovery() {
        Chart chart = new Chart(
                "From ten times the capacity to half of it",
                Axis.linear("seconds from the end of the overload", -2, 14, 2),
                Axis.logarithmic("p99 of all requests not turned away, of 200 ms, ms", MILLIS));
        return overTime(chart, Scenario.STEPS, Scenario.LOADS.size(), 2, 14, RecoveryFound.WINDOW_SECONDS, trace ->
                        window -> trace.millis(99, window, Trace.ALL))
                .mark(0, "10x → 0.5x");
    }

    private Chart step() {
        Chart chart = new Chart(
                "A step from 0.7 to 1.4 times the capacity",
                Axis.linear("seconds from the step", -1, 4, 1),
                Axis.logarithmic("p50 of normal requests not turned away, of 100 ms, ms", MILLIS));
        return overTime(chart, Scenario.STEP, 1, 1, 4, StepFound.WINDOW_SECONDS, trace ->
                        window -> trace.millis(50, window, Trace.NORMAL))
                .mark(0, "0.7x → 1.4x");
    }

    private Chart neighbour() {
        Chart chart = new Chart(
                "One of two workers becomes ten times slower: the other one",
                Axis.linear("seconds from then", -4, 12, 2),
                Axis.logarithmic("p99 of requests for the worker that is well, of 500 ms, ms", MILLIS));
        return overTime(chart, Scenario.NEIGHBOUR, 1, 4, 12, 0.5, trace ->
                        window -> trace.millis(99, window, NeighbourFound.WELL))
                .mark(0, "slow");
    }

    private Chart degraded() {
        Chart chart = new Chart(
                "Twice the capacity, and the worker five times slower for 30 s",
                Axis.linear("seconds from when it becomes slow", -5, 40, 5),
                Axis.linear("good answers within a second / what it can bear then", 0, 1.2, 0.2));
        return overTime(chart, Scenario.DEGRADED, 1, 5, 40, 1, trace ->
                        window -> trace.goodput(window) * trace.course().slownessAt(window.from() + 1e-6))
                .mark(0, "slow")
                .mark(30, "well");
    }

    private Chart limit() {
        Chart chart = new Chart(
                "Seawall's limit meanwhile",
                Axis.linear("seconds from when it becomes slow", -5, 40, 5),
                Axis.logarithmic("requests at once", List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)));
        byContender(Scenario.DEGRADED).forEach((contender, trace) -> {
            double begin = Scenario.span(trace, 1).from();
            if (!trace.limits().isEmpty()) {
                chart.line(
                        "limit",
                        contender.toString(),
                        trace.limits().stream()
                                .filter(reading -> reading.seconds() >= begin - 5 && reading.seconds() <= begin + 40)
                                .map(reading -> new Point(reading.seconds() - begin, reading.limit()))
                                .toList());
            }
        });
        return chart.mark(0, "slow").mark(30, "well");
    }

    /** A line for each contender, from some seconds before a phase to some after; a point is a window's middle. */
    private Chart overTime(
            Chart chart,
            Scenario scenario,
            int phase,
            double before,
            double after,
            double window,
            Function<Trace, ToDoubleFunction<Span>> value) {
        byContender(scenario).forEach((contender, trace) -> {
            double begin = Scenario.span(trace, phase).from();
            double end = Math.min(begin + after, trace.course().seconds());
            List<Point> points = new ArrayList<>();
            for (Span each : new Span(begin - before, end).windows(window)) {
                points.add(new Point(each.from() + window / 2 - begin, value.apply(trace).applyAsDouble(each)));
            }
            chart.line(contender.title, contender.toString(), points);
        });
        return chart;
    }

    private Map<Contender, Trace> byContender(Scenario scenario) {
        return traces.getOrDefault(scenario, Map.of());
    }
}
