package dev.seawall.frontdoor.admission;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * The gates of all workers, what requests are to them, and the budget of second tries.
 *
 * <p>Thread rule: thread-safe. Its owner calls {@link #sweep} every {@link #SWEPT_EVERY_MILLIS}.
 */
public final class Gates {
    /** A wait ends late by twice this at most where nothing else happens. */
    public static final int SWEPT_EVERY_MILLIS = 20;

    /** After a pause, sweeps that are due follow each other sooner than this. */
    private static final long CATCHING_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(SWEPT_EVERY_MILLIS) / 2;

    private final Map<String, WorkerGate> gates = new LinkedHashMap<>();
    private final RequestClasses classes;
    private final RetryBudget retries;
    private final RouteThrottle throttle;
    private final GateClock clock;
    private long sweptNanos;

    /**
     * Makes them.
     *
     * @param workers their names
     * @param warmth what part of its limit a worker may be given now, 0 to 1
     */
    public Gates(
            AdmissionConfig config,
            RequestClasses classes,
            List<String> workers,
            Function<String, DoubleSupplier> warmth,
            InstantSource wallClock,
            GateClock clock) {
        this.classes = classes;
        this.clock = clock;
        this.sweptNanos = clock.nanoTime();
        this.retries = new RetryBudget(config.retryPercent(), clock::nanoTime);
        this.throttle = new RouteThrottle(classes.routes());
        long epochNanos = clock.nanoTime() - TimeUnit.MILLISECONDS.toNanos(wallClock.millis());
        for (String worker : workers) {
            gates.put(worker, new WorkerGate(worker, config, classes.all(), warmth.apply(worker), clock, epochNanos));
        }
    }

    public RequestClasses classes() {
        return classes;
    }

    /** The one of a worker, by its name. */
    public WorkerGate of(String worker) {
        WorkerGate gate = gates.get(worker);
        if (gate == null) {
            throw new IllegalArgumentException("no worker " + worker);
        }
        return gate;
    }

    /** Whether bodies on their way to some worker take up half of what they may: nobody should wait for more of them. */
    public boolean hasManyUploads() {
        for (WorkerGate gate : gates.values()) {
            if (gate.hasManyUploads()) {
                return true;
            }
        }
        return false;
    }

    /** While off, every request is let in at once. */
    public void turn(boolean on) {
        gates.values().forEach(gate -> gate.open(!on));
    }

    /** Lets so many wait for each worker. */
    public void queue(int most) {
        gates.values().forEach(gate -> gate.queue(most));
    }

    /** Asked before anything else. */
    public RouteThrottle throttle() {
        return throttle;
    }

    public RetryBudget retries() {
        return retries;
    }

    /** When a client that waits for so long gives up. */
    public long deadlineNanos(long timeoutMillis) {
        return clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    /**
     * Ends waits that are too long although nothing else happens: those that were too long at the last sweep already, for
     * after a pause of the whole process the loops are to have a moment to see what came meanwhile. One thread.
     */
    public void sweep() {
        long now = clock.nanoTime();
        long before = sweptNanos;
        if (now - before >= CATCHING_UP_NANOS) {
            sweptNanos = now;
            gates.values().forEach(gate -> gate.sweep(before));
        }
    }

    /** Requests that were not sent to their workers, since the start. */
    public long shed() {
        return facts().stream()
                .flatMap(gate -> gate.shed().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    public List<GateFacts> facts() {
        return gates.values().stream().map(WorkerGate::facts).toList();
    }
}
