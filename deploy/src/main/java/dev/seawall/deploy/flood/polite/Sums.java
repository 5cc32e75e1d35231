package dev.seawall.deploy.flood.polite;

import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What all intervals so far come to. Not thread-safe. */
public final class Sums {
    private static final double MICROS_PER_MILLI = 1000;

    private long due;
    private long answered;
    private final Map<String, Long> failures = new TreeMap<>();
    private final Histogram latency = Latency.histogram();

    void add(Polite interval) {
        due += interval.due();
        answered += interval.answered();
        interval.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum));
        latency.add(interval.latency().decoded());
    }

    /** Those whose fate is known. */
    public long due() {
        return due;
    }

    public long answered() {
        return answered;
    }

    public Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }

    /** Within so many milliseconds came that share of the answers, 0 to 100; 0 when there were none. */
    public double millis(double percentile) {
        return latency.getTotalCount() == 0 ? 0 : latency.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
