package dev.seawall.deploy.flood.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What was seen and about which nothing is claimed: stated as it is. Stateless. */
final class Statements {
    private static final Set<String> BESIDE = Set.of(Topology.LANE.id(), Topology.UPSTREAM_FILTER.id());

    private Statements() {}

    static List<String> of(List<Cell> cells, List<Failover> failovers) {
        List<String> statements = new ArrayList<>();
        flooded(cells, statements);
        BESIDE.stream().sorted().forEach(topology -> beside(cells, topology, statements));
        failovers.stream().filter(Failover::used).map(Statements::failover).forEach(statements::add);
        return List.copyOf(statements);
    }

    private static void flooded(List<Cell> cells, List<String> statements) {
        Map<String, String> answers = cells.stream()
                .filter(cell -> !cell.quiet() && !cell.topology().equals(Topology.FAILOVER.id()))
                .flatMap(cell -> cell.doors(true)
                        .map(door -> Map.entry(
                                cell.topology(), Words.percent(door.answeredShare()) + " (" + cell.named() + ")")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.joining(", "))));
        if (!answers.isEmpty()) {
            statements.add("Of its polite requests, the attacked front door itself answered "
                    + answers.entrySet().stream()
                            .map(one -> "in " + one.getKey() + " " + one.getValue())
                            .collect(Collectors.joining("; "))
                    + ". The split saves the state behind that door, not the door.");
        }
    }

    private static void beside(List<Cell> cells, String topology, List<String> statements) {
        String kept = cells.stream()
                .filter(cell -> cell.topology().equals(topology) && !cell.quiet())
                .map(cell -> cell.storage() == null || cell.storage().kept() == null
                        ? null
                        : Words.percent(cell.storage().kept()) + " (" + cell.named() + ")")
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        if (!kept.isEmpty()) {
            statements.add("In " + topology + ", storage kept " + kept + " of its quiet fsyncs per second.");
        }
    }

    private static String failover(Failover one) {
        return "Polite clients of " + one.target() + "'s address were without service for "
                + Words.millis(one.longestMillis()) + " at the longest"
                + (one.lastMillis() == null ? "" : ", and never again after " + Words.millis(one.lastMillis()))
                + " (window " + one.repeat() + "; " + one.lost() + " of " + Words.count(one.due(), "request")
                + " lost" + (one.happenings().isEmpty() ? "" : "; " + String.join("; ", one.happenings())) + ").";
    }
}
