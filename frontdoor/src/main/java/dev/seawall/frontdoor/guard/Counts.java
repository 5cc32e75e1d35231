package dev.seawall.frontdoor.guard;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many, by reason. Thread rule: thread-safe. */
final class Counts {
    private final Map<RefusalReason, LongAdder> adders = new EnumMap<>(RefusalReason.class);

    Counts() {
        for (RefusalReason reason : RefusalReason.values()) {
            adders.put(reason, new LongAdder());
        }
    }

    void add(RefusalReason reason) {
        Objects.requireNonNull(adders.get(reason)).increment(); // all were made in the constructor
    }

    Map<RefusalReason, Long> sums() {
        Map<RefusalReason, Long> sums = new EnumMap<>(RefusalReason.class);
        adders.forEach((reason, adder) -> sums.put(reason, adder.sum()));
        return sums;
    }
}
