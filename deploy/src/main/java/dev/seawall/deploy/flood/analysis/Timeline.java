package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import dev.seawall.deploy.flood.record.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one topology, second by second: columns of one table. Immutable.
 *
 * @param seconds since the run began, one after the other, without those in which nothing of it ran
 */
public record Timeline(String topology, List<Long> seconds, List<Series> series) {
    /**
     * One column.
     *
     * @param of the component it is about
     * @param values as many as there are seconds, absent where nothing was seen
     */
    public record Series(String quantity, String of, List<@Nullable Double> values) {}

    /** Before the first and after the last of neighbouring windows. */
    private static final long MARGIN_MILLIS = 3_000;

    static List<Timeline> of(List<Measured> windows, NavigableMap<Long, List<Entry>> byTime, long start) {
        return windows.stream()
                .map(one -> one.window().topology())
                .distinct()
                .map(topology -> new Columns(topology, windows, byTime, start).timeline())
                .toList();
    }

    /** The table while it is being made. */
    private static final class Columns {
        private final String topology;
        private final long start;
        private final List<Long> seconds;
        private final List<Entry> entries = new ArrayList<>();

        Columns(String topology, List<Measured> windows, NavigableMap<Long, List<Entry>> byTime, long start) {
            this.topology = topology;
            this.start = start;
            TreeMap<Long, Boolean> shown = new TreeMap<>();
            for (int i = 0; i < windows.size(); i++) {
                if (!windows.get(i).window().topology().equals(topology)) {
                    continue;
                }
                long from = windows.get(i).window().at() - (before(windows, i) ? 0 : MARGIN_MILLIS);
                boolean follows = i + 1 < windows.size()
                        && windows.get(i + 1).window().topology().equals(topology);
                long to = follows
                        ? windows.get(i + 1).window().at()
                        : windows.get(i).end() + MARGIN_MILLIS;
                byTime.subMap(from, to).values().forEach(entries::addAll);
                for (long second = second(from); second <= second(to - 1); second++) {
                    shown.put(second, true);
                }
            }
            seconds = List.copyOf(shown.keySet());
        }

        private boolean before(List<Measured> windows, int i) {
            return i > 0 && windows.get(i - 1).window().topology().equals(topology);
        }

        private long second(long at) {
            return Math.floorDiv(at - start, 1000L);
        }

        Timeline timeline() {
            List<Series> all = new ArrayList<>();
            add(all, "offered", Attack.class, Attack::target, one -> rate(one, Attack::bits, Attack::millis));
            add(all, "operations", Attack.class, Attack::target, Columns::operations);
            add(all, "fsyncs", Fsyncs.class, Fsyncs::worker, one -> rate(one, Fsyncs::done, Fsyncs::millis));
            add(all, "fsyncP50", Fsyncs.class, Fsyncs::worker, one -> fsync(one, 50));
            add(all, "fsyncP99", Fsyncs.class, Fsyncs::worker, one -> fsync(one, 99));
            add(all, "due", Polite.class, Polite::target, one -> rate(one, Polite::due, Polite::millis));
            add(all, "answered", Polite.class, Polite::target, one -> rate(one, Polite::answered, Polite::millis));
            add(all, "politeP50", Polite.class, Polite::target, one -> latency(one, Polite::latency, 50));
            add(all, "politeP99", Polite.class, Polite::target, one -> latency(one, Polite::latency, 99));
            add(all, "cores", Usage.class, Usage::component, one -> rate(one, Usage::cpuMillis, Usage::millis) / 1000);
            return new Timeline(topology, seconds, List.copyOf(all));
        }

        private <E extends Entry> void add(
                List<Series> all,
                String quantity,
                Class<E> kind,
                Function<E, String> component,
                Function<List<E>, @Nullable Double> value) {
            entries.stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .collect(Collectors.groupingBy(component, TreeMap::new, Collectors.toList()))
                    .forEach((name, its) -> {
                        List<@Nullable Double> values = column(its, value);
                        if (values.stream().anyMatch(Objects::nonNull)) {
                            all.add(new Series(quantity, name, values));
                        }
                    });
        }

        private <E extends Entry> List<@Nullable Double> column(
                List<E> its, Function<List<E>, @Nullable Double> value) {
            var bySecond = its.stream().collect(Collectors.groupingBy(one -> second(one.at())));
            @Nullable Double[] column = new Double[seconds.size()];
            for (int i = 0; i < column.length; i++) {
                List<E> seen = bySecond.get(seconds.get(i));
                column[i] = seen == null ? null : value.apply(seen);
            }
            return Arrays.asList(column);
        }

        private static <E> double rate(List<E> seen, ToLongFunction<E> count, ToLongFunction<E> millis) {
            return Rates.perSecond(seen, count, millis);
        }

        /** Of attacks that don't aim at the interface: what those do is told by their bits. */
        private static @Nullable Double operations(List<Attack> seen) {
            List<Attack> others = seen.stream().filter(one -> one.bits() == 0).toList();
            return others.isEmpty() ? null : rate(others, Attack::operations, Attack::millis);
        }

        /** Where none came back: for how long the one under way had been waiting. */
        private static @Nullable Double fsync(List<Fsyncs> seen, double percentile) {
            Double finished = latency(seen, Fsyncs::latency, percentile);
            long pending = seen.stream().mapToLong(Fsyncs::pendingMillis).max().orElse(0);
            return finished == null && pending > 0 ? Double.valueOf((double) pending) : finished;
        }

        private static <E> @Nullable Double latency(List<E> seen, Function<E, Latency> latency, double percentile) {
            Histogram sum = Latency.sum(seen.stream().map(latency).toList());
            return sum.getTotalCount() == 0 ? null : sum.getValueAtPercentile(percentile) / 1000.0;
        }
    }
}
