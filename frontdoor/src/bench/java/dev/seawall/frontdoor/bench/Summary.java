package dev.seawall.frontdoor.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The cells of one layout, over the rounds. A peer with a problem in any round of a workload is not compared there.
 * Immutable.
 */
final class Summary {
    private final List<Cell> cells;

    private Summary(List<Cell> cells) {
        this.cells = cells;
    }

    static Summary of(List<Cell> cells, Layout layout) {
        return new Summary(
                cells.stream().filter(cell -> cell.layout().equals(layout.name())).toList());
    }

    List<Cell> cells() {
        return cells;
    }

    /** Of one peer and workload, in the order of rounds. */
    private List<Cell> rounds(Peer peer, Workload workload, boolean atRate) {
        return cells.stream()
                .filter(cell -> cell.peer().equals(peer.toString())
                        && cell.workload().equals(workload.toString())
                        && cell.isAtRate() == atRate)
                .toList();
    }

    /** Why a peer isn't compared under a workload, if so. */
    Optional<String> problem(Peer peer, Workload workload, boolean atRate) {
        return rounds(peer, workload, atRate).stream()
                .filter(cell -> cell.problem() != null)
                .map(cell -> "not compared: " + cell.problem() + " (round " + cell.round() + ")")
                .findFirst();
    }

    /** Over the rounds; empty where there is nothing to compare. */
    Optional<Spread> spread(Peer peer, Workload workload, boolean atRate, ToDoubleFunction<Cell> value) {
        List<Cell> rounds = rounds(peer, workload, atRate);
        if (rounds.isEmpty() || problem(peer, workload, atRate).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Spread.of(rounds.stream().mapToDouble(value)));
    }

    /** A peer's value divided by HAProxy's of the same round, over the rounds. */
    Optional<Spread> ratio(Peer peer, Workload workload, boolean atRate, ToDoubleFunction<Cell> value) {
        boolean comparable = spread(peer, workload, atRate, value).isPresent()
                && spread(Peer.HAPROXY, workload, atRate, value).isPresent();
        if (!comparable) {
            return Optional.empty();
        }
        Map<Integer, Cell> haproxy = rounds(Peer.HAPROXY, workload, atRate).stream()
                .collect(Collectors.toMap(Cell::round, cell -> cell));
        return Optional.of(Spread.of(rounds(peer, workload, atRate).stream()
                .filter(cell -> haproxy.containsKey(cell.round()))
                .mapToDouble(cell ->
                        value.applyAsDouble(cell) / value.applyAsDouble(haproxy.getOrDefault(cell.round(), cell)))));
    }

    /** Half of what the slowest comparable peer gets through, in requests per second. */
    int halfOfSlowest(Workload workload) {
        double slowest = Double.MAX_VALUE;
        for (Peer peer : Peer.values()) {
            slowest = Math.min(
                    slowest,
                    spread(peer, workload, false, Cell::requestsPerSecond)
                            .map(Spread::median)
                            .orElse(Double.MAX_VALUE));
        }
        return slowest == Double.MAX_VALUE ? 0 : (int) (slowest / 2);
    }
}
