package dev.seawall.frontdoor.admission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The gates of all workers, what requests are to them, and the budget of second tries.
 *
 * <p>Thread rule: thread-safe. Its owner calls {@link #sweep} every 20 ms or so.
 */
public final class Gates {
    /** RFC 9110 §9.2.1. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Map<String, WorkerGate> gates = new LinkedHashMap<>();
    private final Map<String, RequestClass> reading = new LinkedHashMap<>();
    private final Map<String, RequestClass> writing = new LinkedHashMap<>();
    private final RetryBudget retries;

    /**
     * Makes them.
     *
     * @param routes the {@code match} of each
     * @param warmth what part of its limit a worker may be given now, 0 to 1
     */
    public Gates(
            AdmissionConfig config,
            List<String> routes,
            List<String> workers,
            ToDoubleFunction<String> warmth,
            LongSupplier nanoTime) {
        List<RequestClass> classes = new ArrayList<>();
        for (String route : routes) {
            reading.put(route, RequestClass.of(classes.size(), false, config.readTarget()));
            classes.add(reading.get(route));
            writing.put(route, RequestClass.of(classes.size(), true, config.writeTarget()));
            classes.add(writing.get(route));
        }
        for (String worker : workers) {
            gates.put(worker, new WorkerGate(worker, config, classes, () -> warmth.applyAsDouble(worker), nanoTime));
        }
        retries = new RetryBudget(config.retryPercent(), nanoTime);
    }

    /** What a request is, by its route's {@code match}. */
    public RequestClass classOf(String route, String method) {
        RequestClass of = (SAFE.contains(method) ? reading : writing).get(route);
        if (of == null) {
            throw new IllegalArgumentException("no route " + route);
        }
        return of;
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

    public RetryBudget retries() {
        return retries;
    }

    /** Ends waits that are too long although nothing else happens. */
    public void sweep() {
        gates.values().forEach(WorkerGate::sweep);
    }

    public List<GateFacts> facts() {
        return gates.values().stream().map(WorkerGate::facts).toList();
    }
}
