package dev.seawall.deploy.flood.analysis;

import dev.seawall.deploy.flood.record.Run;
import java.util.List;
import java.util.Set;

/**
 * What stands where in a variant, enough to draw it. Immutable.
 *
 * @param id as it is in a run's log
 * @param title for people
 * @param sentence what is particular about it
 * @param instances with what runs on each
 * @param attacked the instance at whose public address attacks are aimed
 * @param volumeOf the instance that uses the volume
 * @param lane whether the volume has an interface of its own
 * @param filtered whether UDP is dropped before the interface
 */
public record Topology(
        String id,
        String title,
        String sentence,
        List<Instance> instances,
        int attacked,
        int volumeOf,
        boolean lane,
        boolean filtered) {
    /** A machine with one interface of limited rate. */
    public record Instance(List<String> programs, boolean publicAddress) {}

    private static final Instance EVERYTHING = new Instance(List.of("front door", "worker"), true);
    private static final Instance DOOR = new Instance(List.of("front door"), true);
    private static final Instance WORKER = new Instance(List.of("worker"), false);

    static final Topology COLOCATED = new Topology(
            "colocated",
            "Colocated",
            "Front door and worker on one instance; the volume is reached over the same interface as the clients.",
            List.of(EVERYTHING),
            0,
            0,
            false,
            false);
    static final Topology LANE = new Topology(
            "lane",
            "Colocated, dedicated lane",
            "As colocated, but the volume has an interface of its own, as EBS-optimized instances have.",
            List.of(EVERYTHING),
            0,
            0,
            true,
            false);
    static final Topology UPSTREAM_FILTER = new Topology(
            "upstream-filter",
            "Colocated, filter upstream",
            "As colocated, but UDP is dropped in the network, before it reaches the interface.",
            List.of(EVERYTHING),
            0,
            0,
            false,
            true);
    static final Topology SPLIT = new Topology(
            "split",
            "Split",
            "The front door has the public address and no disk; the worker has the disk and no public address.",
            List.of(DOOR, WORKER),
            0,
            1,
            false,
            false);
    static final Topology TWO_DOORS = new Topology(
            "two-doors",
            "Split, two front doors",
            "As split, with a second front door at an address of its own; one is flooded, the other is not.",
            List.of(DOOR, DOOR, WORKER),
            0,
            2,
            false,
            false);
    /** Two front doors of which the second takes over the flooded one's address. */
    static final Topology FAILOVER = new Topology(
            "failover",
            "Address moved to a standby",
            "The Elastic IP of the flooded front door is moved to a standby during the flood.",
            List.of(DOOR, DOOR, WORKER),
            0,
            2,
            false,
            false);

    private static final List<Topology> ALL = List.of(COLOCATED, LANE, UPSTREAM_FILTER, SPLIT, TWO_DOORS, FAILOVER);

    /** Those of a run, from the one that suffers most to the one that suffers least. */
    static List<Topology> of(Run run, Set<String> ids) {
        return run.kind().equals("load")
                ? List.of()
                : ALL.stream().filter(one -> ids.contains(one.id())).toList();
    }
}
