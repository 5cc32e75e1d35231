package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.Happening;
import dev.seawall.deploy.flood.record.Run;
import dev.seawall.deploy.flood.record.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a report says: this is what {@code report.json} holds. Immutable.
 *
 * @param format of the file; a field may be added without a new one
 * @param answer in a sentence or two
 * @param statements what was seen and about which nothing is claimed
 * @param notRuledOut what this run does not rule out
 */
public record Findings(
        int format,
        Run run,
        String answer,
        List<Claim> claims,
        List<String> statements,
        List<Topology> topologies,
        List<Cell> cells,
        List<Failover> failovers,
        List<Seen> windows,
        List<Happening> happenings,
        List<Timeline> timelines,
        List<String> notRuledOut) {
    public static final int FORMAT = 1;

    /**
     * A window, whether or not it counts.
     *
     * @param against why nothing is concluded from it; empty when it counts
     * @param answeredShare of polite requests, at all front doors
     */
    public record Seen(
            Window window,
            String against,
            @Nullable Double fsyncsPerSecond,
            @Nullable Double answeredShare) {}

    /**
     * What a log shows.
     *
     * @throws IllegalArgumentException when it doesn't say what was run
     */
    public static Findings of(List<Entry> log) {
        Run run = only(log, Run.class)
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the log has no entry of kind \"run\", which should be its first line"));
        NavigableMap<Long, List<Entry>> byTime =
                log.stream().collect(Collectors.groupingBy(Entry::at, TreeMap::new, Collectors.toList()));
        List<Measured> windows = only(log, Window.class)
                .sorted(Comparator.comparingLong(Window::at))
                .map(window -> Measured.of(window, byTime, Trust.USUAL))
                .toList();
        List<Happening> happenings = only(log, Happening.class).toList();
        List<Cell> cells = Cell.of(windows);
        List<Failover> failovers = Failover.of(windows, happenings);
        boolean isLoad = run.kind().equals("load");
        return new Findings(
                FORMAT,
                run,
                isLoad ? Answer.toLoad(cells) : Answer.toFlood(cells, failovers),
                isLoad ? List.of() : claims(cells),
                isLoad ? List.of() : Statements.of(cells, failovers),
                Topology.of(
                        run, cells.stream().map(Cell::topology).collect(Collectors.toCollection(LinkedHashSet::new))),
                cells,
                failovers,
                windows.stream().map(Findings::seen).toList(),
                happenings,
                Timeline.of(windows, byTime, run.at()),
                Doubts.of(run, windows, cells));
    }

    private static <E extends Entry> Stream<E> only(List<Entry> log, Class<E> kind) {
        return log.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<Claim> claims(List<Cell> cells) {
        List<Claim> claims = new ArrayList<>();
        Rule.ALL.forEach(rule -> Claim.of(rule, cells, Trust.USUAL).ifPresent(claims::add));
        return List.copyOf(claims);
    }

    private static Seen seen(Measured one) {
        Optional<Double> answered = Optional.of(
                        one.polite().stream().mapToLong(polite -> polite.due()).sum())
                .filter(due -> due > 0)
                .map(due -> (double) one.polite().stream()
                                .mapToLong(polite -> polite.answered())
                                .sum()
                        / due);
        return new Seen(
                one.window(),
                one.against(),
                one.fsyncs().isEmpty() ? null : one.fsyncsPerSecond(),
                answered.orElse(null));
    }
}
