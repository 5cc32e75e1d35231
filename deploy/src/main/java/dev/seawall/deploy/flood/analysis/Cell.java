package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.flood.record.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All windows in which the same was tried, taken together. Immutable.
 *
 * @param attack {@code none} when nothing was
 * @param windows how many there were
 * @param used how many of them the numbers are from: those of which nothing speaks against concluding from them, or, if
 *     there is none, all
 * @param against what speaks against the others, with how often
 * @param wantedPerSecond the attack's target, as a median
 * @param unit of the two rates
 * @param outcomes of the attack, by kind
 * @param steal share of the computer's time that its host took, as a median
 * @param busy share of its time that was used, as a median
 */
public record Cell(
        String topology,
        String attack,
        double strength,
        int windows,
        int used,
        Map<String, Integer> against,
        double wantedPerSecond,
        double offeredPerSecond,
        String unit,
        Map<String, Long> outcomes,
        double steal,
        double busy,
        @Nullable Storage storage,
        List<Served> served,
        List<Used> usage) {
    /** An outcome that is a level, at each moment, and not a count. */
    private static final String HELD = "held";

    /** In the order in which they were first tried, quiet ones first in each topology. */
    static List<Cell> of(List<Measured> all) {
        Map<String, List<Measured>> topologies = all.stream()
                .collect(
                        Collectors.groupingBy(one -> one.window().topology(), LinkedHashMap::new, Collectors.toList()));
        List<Cell> cells = new ArrayList<>();
        topologies.values().forEach(windows -> cells.addAll(ofTopology(windows)));
        return List.copyOf(cells);
    }

    private record Tried(boolean attacked, String attack, double strength) implements Comparable<Tried> {
        static Tried in(Window window) {
            return new Tried(!window.isQuiet(), window.attack(), window.strength());
        }

        @Override
        public int compareTo(Tried other) {
            return Comparator.comparing(Tried::attacked)
                    .thenComparing(tried -> !Attacks.aimsAtInterface(tried.attack()))
                    .thenComparing(Tried::attack)
                    .thenComparingDouble(Tried::strength)
                    .compare(this, other);
        }
    }

    private static List<Cell> ofTopology(List<Measured> windows) {
        Set<String> attacked = windows.stream()
                .flatMap(one -> one.attacked().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Measured> quiet =
                trusted(windows.stream().filter(one -> one.window().isQuiet()).toList());
        Map<Tried, List<Measured>> tries = windows.stream()
                .collect(Collectors.groupingBy(one -> Tried.in(one.window()), TreeMap::new, Collectors.toList()));
        return tries.values().stream().map(one -> of(one, quiet, attacked)).toList();
    }

    private static Cell of(List<Measured> windows, List<Measured> quiet, Set<String> attacked) {
        Window first = windows.getFirst().window();
        List<Measured> used = trusted(windows);
        Map<String, Integer> against = new LinkedHashMap<>();
        windows.stream().filter(one -> !one.isUsable()).forEach(one -> against.merge(one.against(), 1, Integer::sum));
        Map<String, Long> outcomes = new TreeMap<>();
        used.stream()
                .flatMap(one -> one.attacks().stream())
                .map(Attack::outcomes)
                .forEach(one -> one.forEach(
                        (kind, count) -> outcomes.merge(kind, count, kind.equals(HELD) ? Math::max : Long::sum)));
        return new Cell(
                first.topology(),
                first.attack(),
                first.strength(),
                windows.size(),
                (int) used.stream().filter(Measured::isUsable).count(),
                against,
                median(used, Window::wantedPerSecond),
                median(used, Window::offeredPerSecond),
                Attacks.unit(first.attack()),
                outcomes,
                median(used, Window::steal),
                median(used, Window::busy),
                Storage.of(used, first.isQuiet() ? List.of() : quiet).orElse(null),
                Served.of(used, attacked),
                Used.of(used));
    }

    private static List<Measured> trusted(List<Measured> windows) {
        List<Measured> trusted = windows.stream().filter(Measured::isUsable).toList();
        return trusted.isEmpty() ? windows : trusted;
    }

    private static double median(List<Measured> windows, ToDoubleFunction<Window> value) {
        return Spread.of(windows.stream()
                        .map(one -> value.applyAsDouble(one.window()))
                        .toList())
                .map(Spread::median)
                .orElse(0.0);
    }

    boolean quiet() {
        return attack.equals("none");
    }

    public Stream<Served> doors(boolean attacked) {
        return served.stream().filter(one -> one.attacked() == attacked);
    }

    /** How people call what was tried. */
    public String named() {
        return quiet() ? "no flood" : Attacks.named(attack, strength);
    }
}
