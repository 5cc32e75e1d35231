package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Latency;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How the workers' storage did in a cell, beside the quiet windows nearest to its own. Immutable.
 *
 * @param perSecond fsyncs, over the cell's windows
 * @param failed fsyncs that ended in an error
 * @param latency of all of its windows
 * @param quiet the same over the quiet windows; absent in a quiet cell or where there were none
 * @param kept median over the windows of a window's rate as a share of its nearest quiet window's
 * @param p50Ratio median latency as a multiple of the quiet one
 * @param p99Ratio the same for the 99th percentile
 */
public record Storage(
        Spread perSecond,
        long failed,
        @Nullable Durations latency,
        @Nullable Quiet quiet,
        @Nullable Double kept,
        @Nullable Double p50Ratio,
        @Nullable Double p99Ratio) {
    /**
     * What it is compared with: the quiet windows that are nearest to those of the cell.
     *
     * @param windows of these, how many speak for themselves: 0 where something speaks against each
     */
    public record Quiet(
            int windows, Spread perSecond, @Nullable Durations latency) {}

    static Optional<Storage> of(List<Measured> windows, List<Measured> quietOnes) {
        List<Measured> probed = probed(windows);
        Optional<Spread> rate = rate(probed);
        if (rate.isEmpty()) {
            return Optional.empty();
        }
        Durations latency = Durations.of(latency(probed)).orElse(null);
        List<Pair> pairs = pairs(probed, probed(quietOnes));
        Quiet quiet = quiet(pairs.stream().map(Pair::quiet).distinct().toList());
        Durations before = quiet == null ? null : quiet.latency();
        return Optional.of(new Storage(
                rate.get(),
                probed.stream()
                        .flatMap(one -> one.fsyncs().stream())
                        .mapToLong(Fsyncs::failed)
                        .sum(),
                latency,
                quiet,
                Spread.of(pairs.stream()
                                .map(Pair::kept)
                                .filter(Objects::nonNull)
                                .toList())
                        .map(Spread::median)
                        .orElse(null),
                latency == null || before == null ? null : latency.p50Millis() / before.p50Millis(),
                latency == null || before == null ? null : latency.p99Millis() / before.p99Millis()));
    }

    private record Pair(Measured flooded, Measured quiet) {
        @Nullable
        Double kept() {
            double before = quiet.fsyncsPerSecond();
            return before == 0 ? null : flooded.fsyncsPerSecond() / before;
        }
    }

    private static List<Pair> pairs(List<Measured> windows, List<Measured> quietOnes) {
        return windows.stream()
                .flatMap(one -> quietOnes.stream()
                        .min(Comparator.comparingLong(quiet ->
                                Math.abs(quiet.window().at() - one.window().at())))
                        .map(quiet -> new Pair(one, quiet))
                        .stream())
                .toList();
    }

    private static @Nullable Quiet quiet(List<Measured> windows) {
        return rate(windows)
                .map(rate -> new Quiet(
                        (int) windows.stream().filter(Measured::isUsable).count(),
                        rate,
                        Durations.of(latency(windows)).orElse(null)))
                .orElse(null);
    }

    private static List<Measured> probed(List<Measured> windows) {
        return windows.stream().filter(one -> !one.fsyncs().isEmpty()).toList();
    }

    private static Optional<Spread> rate(List<Measured> windows) {
        return Spread.of(windows.stream().map(Measured::fsyncsPerSecond).toList());
    }

    private static Histogram latency(List<Measured> windows) {
        Histogram sum = Latency.histogram();
        windows.forEach(one -> sum.add(one.fsyncLatency()));
        return sum;
    }
}
