package dev.seawall.deploy.flood.analysis;

import java.util.List;
import java.util.function.Predicate;

/**
 * A claim as data: which cells it is about and within which bounds they must be. Immutable.
 *
 * @param id short and lasting, for programs
 * @param title in two or three words, true when the claim is held
 * @param claim the sentence that is claimed
 * @param about the cells it is about
 * @param bounds all of which must be kept
 */
record Rule(String id, String title, String claim, Predicate<Cell> about, List<Bound> bounds) {
    /** What Seawall claims, each with its thresholds. A limit for "degraded" is what a rough test still has to show. */
    static final List<Rule> ALL = List.of(
            new Rule(
                    "outage",
                    "Outage shown",
                    "With front door and worker on one instance, a UDP flood of 2 to 5 times the interface's rate leaves"
                            + " less than 2% of the storage's quiet fsyncs per second.",
                    udp(Topology.COLOCATED, 2, 5),
                    List.of(Bound.atMost(Measure.FSYNCS_KEPT, 0.02, 0.10))),
            new Rule(
                    "cure",
                    "Storage unharmed",
                    "With the front door on an instance of its own, storage keeps at least 90% of its quiet fsyncs per"
                            + " second under UDP floods of up to 10 times the interface's rate, their median within 1.2x"
                            + " and their p99 within 1.5x of quiet.",
                    udp(Topology.SPLIT, 0, 10),
                    List.of(
                            Bound.atLeast(Measure.FSYNCS_KEPT, 0.90, 0.40),
                            Bound.atMost(Measure.FSYNC_P50, 1.2, 5),
                            Bound.atMost(Measure.FSYNC_P99, 1.5, 5))),
            new Rule(
                    "other-door",
                    "Other door serves",
                    "While one front door is under a UDP flood, the other answers at least 99% of its polite requests.",
                    udp(Topology.TWO_DOORS, 0, 10),
                    List.of(Bound.atLeast(Measure.OTHERS_ANSWERED, 0.99, 0.90))),
            new Rule(
                    "other-door-attacks",
                    "Other door serves, other attacks",
                    "While one front door is under any of the other attacks, the other answers at least 99% of its polite"
                            + " requests.",
                    cell -> cell.topology().equals(Topology.TWO_DOORS.id())
                            && !cell.quiet()
                            && !Attacks.aimsAtInterface(cell.attack()),
                    List.of(Bound.atLeast(Measure.OTHERS_ANSWERED, 0.99, 0.90))));

    private static Predicate<Cell> udp(Topology topology, double from, double to) {
        return cell -> cell.topology().equals(topology.id())
                && Attacks.aimsAtInterface(cell.attack())
                && cell.strength() >= from
                && cell.strength() <= to;
    }
}
