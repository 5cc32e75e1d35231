package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Happening;
import dev.seawall.deploy.flood.record.Polite;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * For how long polite clients of an address were without service in a window, to the length of an interval of the log.
 * An interval is without service when fewer than half of the requests that were due in it were answered. Immutable.
 *
 * @param longestMillis the longest such time without a break
 * @param allMillis all such times together
 * @param lastMillis from the window's beginning to the end of the last such interval; absent when there was none
 * @param lost requests that were not answered
 * @param happenings in the window, with their milliseconds since it began
 */
public record Failover(
        String topology,
        int repeat,
        String target,
        boolean used,
        long longestMillis,
        long allMillis,
        @Nullable Long lastMillis,
        long due,
        long lost,
        List<String> happenings) {
    private static final double SERVICE = 0.5;

    static List<Failover> of(List<Measured> windows, List<Happening> happenings) {
        return windows.stream()
                .filter(one -> one.window().topology().equals(Topology.FAILOVER.id()))
                .filter(one -> !one.window().isQuiet())
                .flatMap(one -> one.polite().stream()
                        .collect(Collectors.groupingBy(Polite::target, TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(target -> of(one, target, happenings)))
                .toList();
    }

    private static Failover of(Measured one, Map.Entry<String, List<Polite>> target, List<Happening> happenings) {
        long longest = 0;
        long all = 0;
        long current = 0;
        Long last = null;
        List<Polite> inOrder = target.getValue().stream()
                .sorted(Comparator.comparingLong(Polite::at))
                .toList();
        for (Polite interval : inOrder) {
            if (interval.due() > 0 && interval.answered() < SERVICE * interval.due()) {
                current += interval.millis();
                all += interval.millis();
                last = interval.at() + interval.millis() - one.window().at();
            } else {
                current = 0;
            }
            longest = Math.max(longest, current);
        }
        long due = inOrder.stream().mapToLong(Polite::due).sum();
        return new Failover(
                one.window().topology(),
                one.window().repeat(),
                target.getKey(),
                one.isUsable(),
                longest,
                all,
                last,
                due,
                due - inOrder.stream().mapToLong(Polite::answered).sum(),
                happenings.stream()
                        .filter(happening -> one.window().covers(happening.at()))
                        .map(happening ->
                                Words.millis(happening.at() - one.window().at()) + ": " + happening.what())
                        .toList());
    }
}
