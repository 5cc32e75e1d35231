package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What polite clients had of one front door in a cell. Immutable.
 *
 * @param attacked whether it is the one at which the attack is aimed
 * @param answeredShare of the requests that were due
 * @param goodputPerSecond answers as expected and in time
 * @param failures by kind
 */
public record Served(
        String target,
        boolean attacked,
        long due,
        long answered,
        double answeredShare,
        double goodputPerSecond,
        @Nullable Durations latency,
        Map<String, Long> failures) {
    static List<Served> of(List<Measured> windows, Set<String> attacked) {
        Map<String, List<Polite>> byTarget = windows.stream()
                .flatMap(one -> one.polite().stream())
                .collect(Collectors.groupingBy(Polite::target, TreeMap::new, Collectors.toList()));
        return byTarget.entrySet().stream()
                .map(one -> of(one.getKey(), attacked.contains(one.getKey()), one.getValue()))
                .toList();
    }

    private static Served of(String target, boolean attacked, List<Polite> entries) {
        long due = entries.stream().mapToLong(Polite::due).sum();
        long answered = entries.stream().mapToLong(Polite::answered).sum();
        Map<String, Long> failures = new TreeMap<>();
        entries.forEach(entry -> entry.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum)));
        return new Served(
                target,
                attacked,
                due,
                answered,
                due == 0 ? 0 : (double) answered / due,
                Rates.perSecond(entries, Polite::answered, Polite::millis),
                Durations.of(Latency.sum(entries.stream().map(Polite::latency).toList()))
                        .orElse(null),
                failures);
    }
}
