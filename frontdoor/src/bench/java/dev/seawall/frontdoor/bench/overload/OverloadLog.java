package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was found, and what it was found from, as JSON. Immutable.
 *
 * @param capacity of one worker, requests a second
 * @param settings of each contender, in words
 * @param commands every program that was run, as it was run
 */
record OverloadLog(
        Machine machine,
        double capacity,
        Map<Contender, String> settings,
        List<String> commands,
        Found found,
        Map<Scenario, Map<Contender, Series>> series) {
    private static final double WINDOW_SECONDS = 0.2;

    /**
     * One contender over a course. Immutable.
     *
     * @param phases with the warm-up
     */
    record Series(List<Course.Phase> phases, List<Window> windows, List<LimitReading> limits) {
        static Series of(Trace trace) {
            return new Series(
                    trace.course().phases(),
                    new Course.Span(0, trace.course().seconds())
                            .windows(WINDOW_SECONDS).stream()
                                    .map(window -> Window.of(trace, window))
                                    .toList(),
                    trace.limits());
        }
    }

    /**
     * 200 ms of it. Immutable.
     *
     * @param p50Millis NaN when all were turned away
     */
    record Window(
            double seconds,
            double goodPerSecond,
            long asked,
            double refused,
            double unanswered,
            double p50Millis,
            double p99Millis) {
        static Window of(Trace trace, Course.Span span) {
            return new Window(
                    span.from(),
                    trace.goodPerSecond(span, Trace.ALL),
                    trace.asked(span, Trace.ALL),
                    trace.refused(span, Trace.ALL),
                    trace.unanswered(span, Trace.ALL),
                    trace.millis(50, span, Trace.ALL),
                    trace.millis(99, span, Trace.ALL));
        }
    }

    static Map<Scenario, Map<Contender, Series>> series(Map<Scenario, Map<Contender, Trace>> traces) {
        Map<Scenario, Map<Contender, Series>> series = new EnumMap<>(Scenario.class);
        traces.forEach((scenario, each) -> {
            Map<Contender, Series> ofEach = new EnumMap<>(Contender.class);
            each.forEach((contender, trace) -> ofEach.put(contender, Series.of(trace)));
            series.put(scenario, ofEach);
        });
        return series;
    }

    void write(Path file) throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(this) + "\n");
    }
}
