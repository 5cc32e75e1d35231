package dev.seawall.frontdoor.routing;

import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Picks the slot with the fewest requests in flight; among equals each is as likely as the other, whichever slots
 * are left out.
 *
 * <p>Thread rule: stateless; counts may change while it looks, the choice is then as good as they were.
 */
public final class LeastLoaded {
    private final IntUnaryOperator randomBelow;

    public LeastLoaded() {
        this(bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    /** @param randomBelow gives a number from 0 to its argument - 1; thread-safe */
    LeastLoaded(IntUnaryOperator randomBelow) {
        this.randomBelow = randomBelow;
    }

    /**
     * Picks a slot.
     *
     * @param workers slots 0 to {@code workers} - 1 are looked at
     * @param inFlight requests in flight at a slot
     * @param eligible whether a slot may be picked at all
     * @return empty when none is eligible
     */
    public OptionalInt pick(int workers, IntUnaryOperator inFlight, IntPredicate eligible) {
        int picked = -1;
        int fewest = Integer.MAX_VALUE;
        int equals = 0;
        for (int slot0 = 0; slot0 < workers; slot0++) {
            if (!eligible.test(slot0)) {
                continue;
            }
            int load = inFlight.applyAsInt(slot0);
            if (load < fewest) {
                fewest = load;
                picked = slot0;
                equals = 1;
            } else if (load == fewest) {
                // Reservoir sampling (Vitter 1985, algorithm R) with a reservoir of one: the k-th of the equals
                // replaces the one picked so far with probability 1/k.
                equals++;
                if (randomBelow.applyAsInt(equals) == 0) {
                    picked = slot0;
                }
            }
        }
        return picked < 0 ? OptionalInt.empty() : OptionalInt.of(picked);
    }
}
