package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.telemetry.Latency.Percentiles;
import dev.seawall.frontdoor.telemetry.Sample.WorkerSample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last ten minutes, one sample a second, in memory that does not grow. What a person looks at when something
 * happened a moment ago; for longer, let Prometheus read {@code /metrics}.
 *
 * <p>A late {@link #tick} makes one sample that covers the longer time, never invented ones in between: who wants a
 * rate divides by the distance to the sample before.
 *
 * <p>Thread rule: thread-safe. Durations come from I/O threads and never block; the owner ticks once {@link #INTERVAL}.
 */
public final class History {
    /** How often the owner ticks. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Ten minutes of them. */
    public static final int MAX_SAMPLES = 600;

    private final Traffic traffic;
    private final InstantSource clock;
    private final Latency exchanges = new Latency();
    private final Map<String, WorkerSeries> workers = new LinkedHashMap<>();
    private final Map<StatusClass, Delta> status = new EnumMap<>(StatusClass.class);
    private final Delta requestBytes;
    private final Delta responseBytes;
    private final Deque<Sample> samples = new ArrayDeque<>(MAX_SAMPLES + 1);

    public History(Traffic traffic, InstantSource clock) {
        this.traffic = traffic;
        this.clock = clock;
        for (StatusClass each : StatusClass.values()) {
            status.put(each, new Delta(() -> traffic.ended(each)));
        }
        requestBytes = new Delta(traffic::requestBytes);
        responseBytes = new Delta(traffic::responseBytes);
        traffic.workers().forEach(worker -> workers.put(worker.worker(), new WorkerSeries(worker)));
    }

    void onExchange(long elapsedNanos) {
        exchanges.record(elapsedNanos);
    }

    void onAnswer(String worker, long elapsedNanos) {
        WorkerSeries series = workers.get(worker);
        if (series != null) {
            series.latency.record(elapsedNanos);
        }
    }

    /** Closes the current interval with a sample. */
    public synchronized void tick() {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        status.forEach((each, delta) -> byStatus.put(each.label(), delta.next()));
        Map<String, WorkerSample> byWorker = new LinkedHashMap<>();
        workers.forEach((name, series) -> byWorker.put(name, series.next()));
        Percentiles latency = exchanges.next();
        samples.addLast(new Sample(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                byStatus.values().stream().mapToLong(Long::longValue).sum(),
                byStatus,
                requestBytes.next(),
                responseBytes.next(),
                latency.p50Millis(),
                latency.p99Millis(),
                traffic.inFlight(),
                traffic.openConnections(),
                byWorker));
        if (samples.size() > MAX_SAMPLES) {
            samples.removeFirst();
        }
    }

    /** The samples later than {@code after}, oldest first; {@link Instant#MIN} for all. */
    public synchronized List<Sample> samplesAfter(Instant after) {
        return samples.stream().filter(sample -> sample.at().isAfter(after)).toList();
    }

    private static final class WorkerSeries {
        private final WorkerTraffic traffic;
        private final Latency latency = new Latency();
        private final Delta answered;
        private final Delta failed;

        WorkerSeries(WorkerTraffic traffic) {
            this.traffic = traffic;
            answered = new Delta(traffic::answered);
            failed = new Delta(traffic::failed);
        }

        WorkerSample next() {
            Percentiles percentiles = latency.next();
            return new WorkerSample(
                    answered.next(),
                    failed.next(),
                    percentiles.p50Millis(),
                    percentiles.p99Millis(),
                    traffic.inFlight());
        }
    }
}
