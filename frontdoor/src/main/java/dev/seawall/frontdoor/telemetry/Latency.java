package dev.seawall.frontdoor.telemetry;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles of the current interval, within 1 %, from 1 µs to an hour.
 *
 * <p>Thread rule: {@link #record} from any thread, wait-free; {@link #next} from one thread.
 */
final class Latency {
    private static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Recorder recorder = new Recorder(HIGHEST_MICROS, 2);
    private @Nullable Histogram recycled;

    /** Two percentiles of one interval, in milliseconds; both 0 when nothing was recorded. */
    record Percentiles(double p50Millis, double p99Millis) {}

    void record(long elapsedNanos) {
        recorder.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(elapsedNanos), 0, HIGHEST_MICROS));
    }

    /** Ends the interval and begins another. */
    Percentiles next() {
        Histogram interval = recorder.getIntervalHistogram(recycled);
        recycled = interval;
        return new Percentiles(millis(interval, 50), millis(interval, 99));
    }

    private static double millis(Histogram interval, double percentile) {
        return interval.getValueAtPercentile(percentile) / 1000.0;
    }
}
