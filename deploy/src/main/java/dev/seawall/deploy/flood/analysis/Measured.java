package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import dev.seawall.deploy.flood.record.Usage;
import dev.seawall.deploy.flood.record.Window;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.SequencedSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What was measured in one window: intervals that lie wholly within it. One that reaches past its end would mix in the
 * recovery, and half a second of that outweighs a flooded window. Immutable.
 *
 * @param against why nothing should be concluded from it; empty when there is no reason
 */
record Measured(
        Window window,
        String against,
        List<Fsyncs> fsyncs,
        List<Polite> polite,
        List<Usage> usage,
        List<Attack> attacks) {
    static Measured of(Window window, NavigableMap<Long, List<Entry>> byTime, Trust trust) {
        Collection<Entry> within = byTime.subMap(window.at(), window.at() + window.millis()).values().stream()
                .flatMap(List::stream)
                .toList();
        var fsyncs = wholly(within, Fsyncs.class, window, Fsyncs::millis);
        var polite = wholly(within, Polite.class, window, Polite::millis);
        String against = trust.against(window);
        return new Measured(
                window,
                against.isEmpty() && fsyncs.isEmpty() && polite.isEmpty() ? "nothing was measured in it" : against,
                fsyncs,
                polite,
                wholly(within, Usage.class, window, Usage::millis),
                wholly(within, Attack.class, window, Attack::millis));
    }

    private static <E extends Entry> List<E> wholly(
            Collection<Entry> entries, Class<E> kind, Window window, ToLongFunction<E> millis) {
        return entries.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(entry -> entry.at() + millis.applyAsLong(entry) <= window.at() + window.millis())
                .toList();
    }

    boolean isUsable() {
        return against.isEmpty();
    }

    /** Of all workers together. */
    double fsyncsPerSecond() {
        return fsyncs.stream().collect(Collectors.groupingBy(Fsyncs::worker)).values().stream()
                .mapToDouble(one -> Rates.perSecond(one, Fsyncs::done, Fsyncs::millis))
                .sum();
    }

    /** With those that had not come back at the end, as long as they had waited by then: that long at least. */
    Histogram fsyncLatency() {
        Histogram sum = Latency.sum(fsyncs.stream().map(Fsyncs::latency).toList());
        fsyncs.stream().collect(Collectors.groupingBy(Fsyncs::worker)).values().stream()
                .map(one ->
                        one.stream().max(Comparator.comparingLong(Fsyncs::at)).orElseThrow())
                .filter(last -> last.pendingMillis() > 0)
                .forEach(last -> sum.recordValue(Latency.clamp(last.pendingMillis() * 1000)));
        return sum;
    }

    SequencedSet<String> attacked() {
        return attacks.stream().map(Attack::target).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    long end() {
        return window.at() + window.millis();
    }
}
