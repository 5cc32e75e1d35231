package dev.seawall.frontdoor.workers;

import java.time.Clock;
import java.util.List;

/**
 * All workers, in slot order, and what is observed of them.
 *
 * <p>Panic rule: where more than half of the workers look unreachable at once the cause is probably on this side, so
 * none is kept out of the choice. Ejection never empties the farm.
 *
 * <p>Thread rule: thread-safe, never blocks.
 */
public final class WorkerTable implements Observations {
    private final List<Worker> workers;

    public WorkerTable(String observer, List<WorkerAddress> addresses, BreakerConfig breaker, Clock clock) {
        this.workers = addresses.stream()
                .map(address -> new Worker(observer, address, breaker, clock))
                .toList();
    }

    public List<Worker> all() {
        return workers;
    }

    public int size() {
        return workers.size();
    }

    /** The one of a slot, 0 for worker-1. */
    public Worker at(int slot0) {
        return workers.get(slot0);
    }

    /** Whether the panic rule holds now. */
    public boolean panics() {
        return workers.stream().filter(Worker::looksUnreachable).count() * 2 > workers.size();
    }

    /** Whether a request that any worker may answer can go to this one. */
    public boolean isEligible(int slot0, boolean panics) {
        return panics || !workers.get(slot0).looksUnreachable();
    }

    @Override
    public List<Observation> observe() {
        return workers.stream().map(Worker::observe).toList();
    }
}
