package dev.seawall.deploy.flood.polite;

import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What became of the requests, by the interval in which they were due. An interval is told once it is over and the fate
 * of each of its requests known, so that a stalled server's silence isn't mistaken for a lull. Thread-safe.
 */
final class Intervals {
    static final long LENGTH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String target;
    private final Schedule schedule;
    private final long startedAtMillis;
    private final Deque<Interval> open = new ArrayDeque<>();
    private long next;

    /** One that isn't told yet. */
    private static final class Interval {
        private final long index;
        private final long due;
        private long answered;
        private long failed;
        private final Map<String, Long> failures = new TreeMap<>();
        private final Histogram latency = Latency.histogram();

        private Interval(long index, long due) {
            this.index = index;
            this.due = due;
        }
    }

    Intervals(String target, Schedule schedule, long startedAtMillis) {
        this.target = target;
        this.schedule = schedule;
        this.startedAtMillis = startedAtMillis;
    }

    /** Latencies are since it was due. */
    synchronized void record(long number, Outcome outcome, long latencyNanos) {
        Interval interval = intervalOf(schedule.dueNanos(number) / LENGTH_NANOS);
        switch (outcome) {
            case Outcome.Answered answered -> {
                interval.answered++;
                interval.latency.recordValue(Latency.clamp(TimeUnit.NANOSECONDS.toMicros(latencyNanos)));
            }
            case Outcome.Failed failed -> {
                interval.failed++;
                interval.failures.merge(failed.kind(), 1L, Long::sum);
            }
            case Outcome.Abandoned abandoned -> {
                // its interval stays short of it
            }
        }
    }

    private void openTo(long index) {
        while (next <= index) {
            long due = schedule.firstFrom((next + 1) * LENGTH_NANOS) - schedule.firstFrom(next * LENGTH_NANOS);
            open.addLast(new Interval(next, due));
            next++;
        }
    }

    private Interval intervalOf(long index) {
        openTo(index);
        return open.stream()
                .filter(interval -> interval.index == index)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("interval " + index + " was told already"));
    }

    /** Those that are complete by now and were not told before, oldest first. */
    synchronized List<Polite> complete(long elapsedNanos) {
        openTo(Math.min(elapsedNanos, schedule.lastNanos()) / LENGTH_NANOS);
        List<Polite> told = new ArrayList<>();
        while (!open.isEmpty() && isComplete(open.getFirst(), elapsedNanos)) {
            Interval interval = open.removeFirst();
            told.add(entry(interval, interval.due, length(interval)));
        }
        return told;
    }

    /** The last one ends with the schedule. */
    private long length(Interval interval) {
        return Math.min(LENGTH_NANOS, schedule.dueNanos(schedule.total()) - interval.index * LENGTH_NANOS);
    }

    private static boolean isComplete(Interval interval, long elapsedNanos) {
        return interval.answered + interval.failed == interval.due
                && elapsedNanos >= (interval.index + 1) * LENGTH_NANOS;
    }

    /** What is left when a run is broken off, oldest first: without the requests whose fate nobody knows. */
    synchronized List<Polite> rest(long elapsedNanos) {
        List<Polite> told = new ArrayList<>();
        while (!open.isEmpty()) {
            Interval interval = open.removeFirst();
            long length = Math.min(length(interval), elapsedNanos - interval.index * LENGTH_NANOS);
            if (length > 0) {
                told.add(entry(interval, interval.answered + interval.failed, length));
            }
        }
        return told;
    }

    private Polite entry(Interval interval, long due, long lengthNanos) {
        return new Polite(
                startedAtMillis + TimeUnit.NANOSECONDS.toMillis(interval.index * LENGTH_NANOS),
                Math.max(1, TimeUnit.NANOSECONDS.toMillis(lengthNanos)),
                target,
                due,
                interval.answered,
                interval.failures,
                Latency.of(interval.latency));
    }
}
