package dev.seawall.backend.admin;

import dev.seawall.backend.store.StoreFacts;
import dev.seawall.backend.volume.VolumeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether the worker wants requests. Thread rule: thread-safe. */
public final class Readiness {
    private final Supplier<List<String>> others;
    private volatile boolean draining;

    /** @param others more reasons, as sentences; never blocks */
    public Readiness(Supplier<List<String>> others) {
        this.others = others;
    }

    /** From now on the worker finishes what it has and takes nothing new. */
    public void onDrain() {
        draining = true;
    }

    /** Why not, as sentences; empty when it does. */
    List<String> reasonsAgainst(StoreFacts facts, VolumeFacts volume) {
        List<String> reasons = new ArrayList<>(others.get());
        if (draining) {
            reasons.add("the worker is stopping and takes no new requests");
        }
        if (facts.failure() != null) {
            reasons.add("the store takes no more writes: " + facts.failure());
        }
        if (volume.notReady() && volume.trouble() != null && !volume.trouble().equals(facts.failure())) {
            reasons.add(volume.trouble());
        }
        return reasons;
    }
}
