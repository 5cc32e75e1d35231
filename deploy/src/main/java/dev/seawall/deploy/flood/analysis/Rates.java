package dev.seawall.deploy.flood.analysis;

import java.util.Collection;
import java.util.function.ToLongFunction;

/** Counts of intervals as a rate of all of them. Stateless. */
final class Rates {
    private Rates() {}

    static <E> double perSecond(Collection<E> entries, ToLongFunction<E> count, ToLongFunction<E> millis) {
        long all = entries.stream().mapToLong(millis).sum();
        return all == 0 ? 0 : entries.stream().mapToLong(count).sum() * 1000.0 / all;
    }
}
