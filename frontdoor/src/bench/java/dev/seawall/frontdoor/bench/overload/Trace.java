package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.Course.Span;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a contender made of a course. Times are seconds from the course's begin. Immutable.
 *
 * @param capacity of one worker that is well
 * @param answers in the order in which they were due
 * @param limits empty for all but Seawall
 */
record Trace(Course course, double capacity, List<Answer> answers, List<LimitReading> limits) {
    static final Predicate<Answer> URGENT = answer -> answer.asked().urgent();
    static final Predicate<Answer> NORMAL = URGENT.negate();
    static final Predicate<Answer> ALL = answer -> true;

    Trace {
        answers = answers.stream()
                .sorted(Comparator.comparingInt(Answer::dueMicros))
                .toList();
        limits = List.copyOf(limits);
    }

    private Stream<Answer> due(Span span, Predicate<Answer> which) {
        return answers.subList(firstDue(span.from()), firstDue(span.to())).stream()
                .filter(which);
    }

    private int firstDue(double seconds) {
        int low = 0;
        int high = answers.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (answers.get(middle).dueSeconds() < seconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Good answers in time, a second, by when they came. */
    double goodPerSecond(Span span, Predicate<Answer> which) {
        Span due = new Span(span.from() - Trial.DEADLINE_MILLIS / 1e3, span.to());
        return due(due, which)
                        .filter(answer -> answer.isGood()
                                && answer.endSeconds() >= span.from()
                                && answer.endSeconds() < span.to())
                        .count()
                / span.seconds();
    }

    /** The same, over the capacity of a worker that is well. */
    double goodput(Span span) {
        return goodPerSecond(span, ALL) / capacity;
    }

    long asked(Span span, Predicate<Answer> which) {
        return due(span, which).count();
    }

    /** Of those due then, the share that the proxy turned away. */
    double refused(Span span, Predicate<Answer> which) {
        return share(span, which, Answer::isRefused);
    }

    /** Of those due then, the share that got no answer in time. */
    double unanswered(Span span, Predicate<Answer> which) {
        return share(span, which, answer -> answer.status() <= 0);
    }

    private double share(Span span, Predicate<Answer> which, Predicate<Answer> what) {
        long asked = asked(span, which);
        return asked == 0 ? 0 : (double) due(span, which.and(what)).count() / asked;
    }

    /**
     * Of those due then that were not turned away; those without an answer count with the deadline.
     *
     * @return NaN when there were none
     */
    double millis(double percentile, Span span, Predicate<Answer> which) {
        double[] sorted = due(span, which)
                .filter(answer -> !answer.isRefused())
                .mapToDouble(Trace::millis)
                .sorted()
                .toArray();
        return percentile(percentile, sorted);
    }

    private static double millis(Answer answer) {
        return answer.isGood() ? Math.min(answer.millis(), Trial.DEADLINE_MILLIS) : Trial.DEADLINE_MILLIS;
    }

    /** How much later than due the load generator itself sent, in milliseconds. */
    double lateMillis(double percentile, Span span) {
        return percentile(
                percentile,
                due(span, ALL).mapToDouble(answer -> answer.lateMicros() / 1e3).sorted().toArray());
    }

    /** @param sorted in ascending order */
    static double percentile(double percentile, double[] sorted) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percentile / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return percentile(50, sorted);
    }
}
