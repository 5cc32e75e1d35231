package dev.seawall.deploy.flood.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run shows in one sentence or two, for someone who reads nothing else. Stateless. */
final class Answer {
    /** A strength at which the difference is plain and the computer not yet the limit. */
    private static final double TELLING = 5;

    private Answer() {}

    static String toLoad(List<Cell> cells) {
        return cells.stream()
                .flatMap(cell -> cell.served().stream())
                .map(one -> Words.percent(one.answeredShare()) + " of " + Words.count(one.due(), "request") + " to "
                        + one.target() + " were answered in time and as expected" + latency(one.latency()) + ".")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" "), answer -> answer.isEmpty() ? "Nothing was measured." : answer));
    }

    static String toFlood(List<Cell> cells, List<Failover> failovers) {
        List<Cell> floods = cells.stream()
                .filter(cell -> cell.used() > 0
                        && Attacks.aimsAtInterface(cell.attack())
                        && !cell.topology().equals(Topology.FAILOVER.id())
                        && cell.storage() != null
                        && cell.storage().kept() != null)
                .toList();
        String answer = Stream.concat(
                        strength(floods)
                                .map(strength -> compared(
                                        floods.stream()
                                                .filter(cell -> cell.strength() == strength)
                                                .toList(),
                                        strength))
                                .stream(),
                        failovers.stream()
                                .filter(Failover::used)
                                .max(Comparator.comparingLong(Failover::longestMillis))
                                .map(Answer::moved)
                                .stream())
                .collect(Collectors.joining(" "));
        return answer.isEmpty()
                ? "This run has no flooded window with a quiet one beside it: it shows nothing."
                : answer;
    }

    private static String moved(Failover worst) {
        return "With the flooded front door's address moved to a standby, polite clients were without service for "
                + Words.millis(worst.longestMillis()) + " at the longest, which is from the flood's begin to the move"
                + (worst.happenings().isEmpty() ? "" : " (" + String.join("; ", worst.happenings()) + ")") + ".";
    }

    /** The most telling strength: tried in most topologies, and of those the nearest to 5. */
    private static Optional<Double> strength(List<Cell> floods) {
        return floods.stream()
                .map(Cell::strength)
                .distinct()
                .max(Comparator.<Double>comparingInt(strength -> (int) floods.stream()
                                .filter(cell -> cell.strength() == strength)
                                .count())
                        .thenComparingDouble(strength -> -Math.abs(strength - TELLING)));
    }

    private static String compared(List<Cell> cells, double strength) {
        List<String> kept = Stream.of(
                        kept(cells, Topology.COLOCATED, "with everything on one instance"),
                        kept(cells, Topology.LANE, "with a lane of its own for the volume"),
                        kept(cells, Topology.SPLIT, "with the front door on an instance of its own"))
                .flatMap(Optional::stream)
                .toList();
        if (kept.isEmpty()) {
            kept = cells.stream()
                    .map(cell -> kept(cell) + " in " + cell.topology())
                    .toList();
        }
        String doors = answered(cells, Topology.TWO_DOORS, false)
                .map(share -> " The front door that was not flooded answered " + share + " of its polite requests"
                        + answered(cells, Topology.TWO_DOORS, true)
                                .map(flooded -> ", the flooded one " + flooded)
                                .orElse("")
                        + ".")
                .orElse("");
        return "Under a flood of " + Words.trimmed("%.1f", strength) + " times the interface's rate, storage kept this"
                + " much of its fsyncs per second: "
                + String.join(", ", kept) + "." + doors;
    }

    private static Optional<String> kept(List<Cell> cells, Topology topology, String words) {
        return cells.stream()
                .filter(cell -> cell.topology().equals(topology.id()))
                .map(cell -> kept(cell) + " " + words)
                .findFirst();
    }

    private static String kept(Cell cell) {
        Double kept = cell.storage() == null ? null : cell.storage().kept();
        return kept == null ? "an unknown share" : Words.percent(kept);
    }

    private static Optional<String> answered(List<Cell> cells, Topology topology, boolean attacked) {
        return cells.stream()
                .filter(cell -> cell.topology().equals(topology.id()))
                .flatMap(cell -> cell.doors(attacked))
                .min(Comparator.comparingDouble(Served::answeredShare))
                .map(door -> Words.percent(door.answeredShare()));
    }

    private static String latency(@Nullable Durations latency) {
        return latency == null
                ? ""
                : ", half of them within " + Words.millis(latency.p50Millis()) + " and 99 of 100 within "
                        + Words.millis(latency.p99Millis());
    }
}
