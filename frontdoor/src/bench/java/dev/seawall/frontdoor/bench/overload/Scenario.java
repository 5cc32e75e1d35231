package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Course.Phase;
import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens to everybody. Immutable. */
enum Scenario {
    /** Up to ten times of what can be borne, and then little. */
    STEPS {
        @Override
        Course course(double seconds) {
            List<Phase> phases = new ArrayList<>();
            LOADS.forEach(load -> phases.add(new Phase(seconds, load, 1)));
            phases.add(new Phase(3 * seconds, LOADS.getFirst(), 1));
            return new Course(1, phases);
        }
    },
    /** From a good deal to too much at once. */
    STEP {
        @Override
        Course course(double seconds) {
            return new Course(1, List.of(new Phase(seconds, 0.7, 1), new Phase(seconds, 1.4, 1)));
        }
    },
    /** Of two workers that have much to do, the first becomes slow. */
    NEIGHBOUR {
        @Override
        Course course(double seconds) {
            return new Course(2, List.of(new Phase(seconds, 0.8, 1), new Phase(1.5 * seconds, 0.8, 10)));
        }
    },
    /** A worker that has too much to do is slow for long, and then well again. */
    DEGRADED {
        @Override
        Course course(double seconds) {
            return new Course(
                    1,
                    List.of(
                            new Phase(seconds, 2, 1),
                            new Phase(Math.max(30, 3 * seconds), 2, DEGRADATION),
                            new Phase(1.5 * seconds, 2, 1)));
        }
    };

    /** Multiples of the capacity. */
    static final List<Double> LOADS = List.of(0.5, 1.0, 1.5, 2.0, 4.0, 10.0);

    static final double DEGRADATION = 5;

    /** How many phases the warm-up has. */
    private static final int WARM_UP = 3;

    /** @param seconds of one phase, unless it needs to be longer */
    abstract Course course(double seconds);

    /** With a warm-up, in which everybody sees an overload, too, and what it leaves behind comes to its end. */
    Course course(double seconds, double warmUpSeconds) {
        Course course = course(seconds);
        Course before = new Course(
                course.workers(),
                List.of(
                        new Phase(0.45 * warmUpSeconds, 0.9, 1),
                        new Phase(0.1 * warmUpSeconds, 2, 1),
                        new Phase(0.45 * warmUpSeconds, 0.4, 1)));
        return course.after(before);
    }

    /** Of one of the phases after the warm-up. */
    static Span span(Trace trace, int phase) {
        return trace.course().span(WARM_UP + phase);
    }

    /** As it is called in options and logs. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
