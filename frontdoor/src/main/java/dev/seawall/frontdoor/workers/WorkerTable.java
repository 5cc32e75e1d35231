package dev.seawall.frontdoor.workers;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * All workers, in slot order, and what is observed of them.
 *
 * <p>Panic rule: where more than half of the workers look unreachable at once the cause is probably on this side, so
 * none is kept out of the choice. Ejection never empties the farm.
 *
 * <p>Thread rule: thread-safe; the lock is only held to say what changed.
 */
public final class WorkerTable implements Observations {
    private final String observer;
    private final Consumer<String> changes;
    private final List<Worker> workers;
    private volatile boolean ejects = true;
    private boolean panicSaid;
    private boolean cutOffSaid;

    /** @param changes told, as a sentence, when a worker is left alone or used again and when the panic rule changes */
    public WorkerTable(
            String observer,
            List<WorkerAddress> addresses,
            BreakerConfig breaker,
            Clock clock,
            Consumer<String> changes) {
        this.observer = observer;
        this.changes = changes;
        this.workers = addresses.stream()
                .map(address -> new Worker(observer, address, breaker, clock, this::onChange))
                .toList();
    }

    private synchronized void onChange(String sentence) {
        changes.accept(sentence);
        int unreachable = unreachable();
        if (panics() != panicSaid) {
            panicSaid = !panicSaid;
            changes.accept(observer + " sees " + unreachable + " of " + workers.size() + " workers as unreachable: "
                    + (panicSaid
                            ? "more than half, so the cause is probably on this side, and none is left out (panic rule)"
                            : "not more than half, so these are left out again (panic rule over)"));
        }
        if ((unreachable == workers.size()) != cutOffSaid) {
            cutOffSaid = !cutOffSaid;
            changes.accept(
                    cutOffSaid
                            ? observer + " reaches none of its " + workers.size()
                                    + " workers and may be the one that is cut off: look at what another front door sees"
                            : observer + " reaches " + (workers.size() - unreachable) + " of its " + workers.size()
                                    + " workers again");
        }
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

    /** Whether workers that look unreachable are kept from requests; otherwise all are asked as if they were not. */
    public void eject(boolean whether) {
        ejects = whether;
    }

    /** As {@link Worker#tryEnter}, but always while none is ejected. */
    public boolean enter(Worker worker) {
        if (worker.tryEnter()) {
            return true;
        }
        boolean anyhow = !ejects;
        if (anyhow) {
            worker.enterRegardless();
        }
        return anyhow;
    }

    /** Whether workers that are reached again are given less at first. */
    public void startSlowly(boolean whether) {
        workers.forEach(worker -> worker.startSlowly(whether));
    }

    /** Whether the panic rule holds now. */
    public boolean panics() {
        return unreachable() * 2 > workers.size();
    }

    private int unreachable() {
        int count = 0;
        for (Worker worker : workers) {
            if (worker.looksUnreachable()) {
                count++;
            }
        }
        return count;
    }

    /** Whether a request that any worker may answer can go to this one. */
    public boolean isEligible(int slot0, boolean panics) {
        return panics || !ejects || !workers.get(slot0).looksUnreachable();
    }

    @Override
    public List<JsonNode> reported() {
        return workers.stream().flatMap(worker -> worker.reported().stream()).toList();
    }

    @Override
    public List<Observation> observe() {
        return workers.stream().map(Worker::observe).toList();
    }
}
