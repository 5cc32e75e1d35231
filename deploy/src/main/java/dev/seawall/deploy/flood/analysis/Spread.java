package dev.seawall.deploy.flood.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The middle of some numbers and how far apart they lie. Immutable. */
public record Spread(double median, double lowest, double highest) {
    /** Of at least one. */
    static Optional<Spread> of(Collection<Double> numbers) {
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return Optional.of(new Spread(median, sorted.getFirst(), sorted.getLast()));
    }
}
