package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.routing.LeastLoaded;
import dev.seawall.frontdoor.workers.Worker;
import dev.seawall.frontdoor.workers.WorkerTable;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The workers that one exchange may try, each once.
 *
 * <p>Thread rule: not thread-safe; one attempt follows another.
 */
final class WorkerChoice {
    private static final LeastLoaded LEAST_LOADED = new LeastLoaded();

    private final WorkerTable workers;
    private final int owner;
    private final BitSet tried = new BitSet();
    private Worker last;

    private WorkerChoice(WorkerTable workers, int owner) {
        this.workers = workers;
        this.owner = owner;
        this.last = workers.at(Math.max(owner, 0));
    }

    static WorkerChoice owner(WorkerTable workers, int slot0) {
        return new WorkerChoice(workers, slot0);
    }

    static WorkerChoice any(WorkerTable workers) {
        return new WorkerChoice(workers, -1);
    }

    /** The next one, entered; null when there is none left to try. */
    @Nullable
    Worker next() {
        boolean panics = owner < 0 && workers.panics();
        while (true) {
            int slot0 = owner >= 0 ? ownerUnlessTried() : leastLoaded(panics);
            if (slot0 < 0) {
                return null;
            }
            tried.set(slot0);
            last = workers.at(slot0);
            if (workers.enter(last)) {
                return last;
            }
            if (panics) {
                last.enterRegardless();
                return last;
            }
        }
    }

    /** Whether there is no other to try after those that were. */
    boolean isLast() {
        return owner >= 0 || tried.cardinality() == workers.size();
    }

    /** The last one looked at, for saying why there is no answer. */
    Worker last() {
        return last;
    }

    private int ownerUnlessTried() {
        return tried.get(owner) ? -1 : owner;
    }

    private int leastLoaded(boolean panics) {
        OptionalInt slot0 = LEAST_LOADED.pick(
                workers.size(),
                slot -> workers.at(slot).load(),
                slot -> !tried.get(slot) && workers.isEligible(slot, panics));
        return slot0.orElse(-1);
    }
}
