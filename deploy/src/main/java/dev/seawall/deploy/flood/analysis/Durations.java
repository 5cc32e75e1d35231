package dev.seawall.deploy.flood.analysis;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/** A distribution of durations, in milliseconds. Immutable. */
public record Durations(long samples, double p50Millis, double p90Millis, double p99Millis, double maxMillis) {
    /** Of a histogram of microseconds; empty when nothing was recorded in it. */
    static Optional<Durations> of(Histogram micros) {
        return micros.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new Durations(
                        micros.getTotalCount(),
                        at(micros, 50),
                        at(micros, 90),
                        at(micros, 99),
                        micros.getMaxValue() / 1000.0));
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
