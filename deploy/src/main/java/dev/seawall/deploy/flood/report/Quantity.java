package dev.seawall.deploy.flood.report;

import dev.seawall.deploy.flood.analysis.Cell;
import dev.seawall.deploy.flood.analysis.Durations;
import dev.seawall.deploy.flood.analysis.Served;
import dev.seawall.deploy.flood.analysis.Storage;
import dev.seawall.deploy.flood.analysis.Used;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A number of a cell that is compared between runs. Immutable. */
record Quantity(String title, Function<Cell, @Nullable Double> value) {
    static final List<Quantity> ALL = List.of(
            new Quantity(
                    "fsyncs/s",
                    cell -> storage(cell, storage -> storage.perSecond().median())),
            new Quantity(
                    "kept %", cell -> storage(cell, storage -> storage.kept() == null ? null : 100 * storage.kept())),
            new Quantity(
                    "fsync p50 ms", cell -> storage(cell, storage -> millis(storage.latency(), Durations::p50Millis))),
            new Quantity(
                    "fsync p99 ms", cell -> storage(cell, storage -> millis(storage.latency(), Durations::p99Millis))),
            new Quantity("answered by the attacked door %", cell -> answered(cell, true)),
            new Quantity("answered by others %", cell -> answered(cell, false)),
            new Quantity("computer busy %", cell -> 100 * cell.busy()),
            new Quantity("cores of all programs", Quantity::cores));

    @Nullable
    Double of(@Nullable Cell cell) {
        return cell == null ? null : value.apply(cell);
    }

    private static @Nullable Double storage(Cell cell, Function<Storage, @Nullable Double> value) {
        return cell.storage() == null ? null : value.apply(cell.storage());
    }

    private static @Nullable Double millis(@Nullable Durations latency, Function<Durations, Double> value) {
        return latency == null ? null : value.apply(latency);
    }

    private static @Nullable Double answered(Cell cell, boolean attacked) {
        long due = cell.doors(attacked).mapToLong(Served::due).sum();
        return due == 0
                ? null
                : 100.0 * cell.doors(attacked).mapToLong(Served::answered).sum() / due;
    }

    private static @Nullable Double cores(Cell cell) {
        return cell.usage().isEmpty()
                ? null
                : cell.usage().stream().mapToDouble(Used::cores).sum();
    }
}
