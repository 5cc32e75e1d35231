package dev.seawall.frontdoor.bench.overload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked of the workers and how quick they are, over time. Immutable.
 *
 * @param workers 1 or 2; each is offered the same
 */
record Course(int workers, List<Phase> phases) {
    Course {
        phases = List.copyOf(phases);
    }

    /**
     * A part of it. Immutable.
     *
     * @param load offered to each worker, as a multiple of its capacity
     * @param slowness of the first worker, 1 when it is well
     */
    record Phase(double seconds, double load, double slowness) {}

    /** From when to when, in seconds from the course's begin. Immutable. */
    record Span(double from, double to) {
        double seconds() {
            return to - from;
        }

        /** Without its beginning. */
        Span after(double seconds) {
            return new Span(Math.min(from + seconds, to), to);
        }

        /** Its last part. */
        Span last(double seconds) {
            return new Span(Math.max(from, to - seconds), to);
        }

        Span first(double seconds) {
            return new Span(from, Math.min(to, from + seconds));
        }

        /** In so many seconds each; a rest is left out. */
        List<Span> windows(double each) {
            List<Span> windows = new ArrayList<>();
            for (int i = 0; from + (i + 1) * each <= to + 1e-9; i++) {
                windows.add(new Span(from + i * each, from + (i + 1) * each));
            }
            return windows;
        }
    }

    double seconds() {
        return phases.stream().mapToDouble(Phase::seconds).sum();
    }

    /** Of the first worker; 1 after the end. */
    double slownessAt(double seconds) {
        double ends = 0;
        for (Phase phase : phases) {
            ends += phase.seconds();
            if (seconds < ends) {
                return phase.slowness();
            }
        }
        return 1;
    }

    Span span(int phase) {
        double from =
                phases.subList(0, phase).stream().mapToDouble(Phase::seconds).sum();
        return new Span(from, from + phases.get(phase).seconds());
    }

    /** After something else, which is not looked at. */
    Course after(Course before) {
        return new Course(
                workers, Stream.concat(before.phases.stream(), phases.stream()).toList());
    }

    /**
     * For the load generator: {@code SECONDS:RATE,...}
     *
     * @param capacity of one worker, requests a second
     */
    String arguments(double capacity) {
        return phases.stream()
                .map(phase -> phase.seconds() + ":" + phase.load() * capacity * workers)
                .collect(Collectors.joining(","));
    }
}
