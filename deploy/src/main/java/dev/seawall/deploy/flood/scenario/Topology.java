package dev.seawall.deploy.flood.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How front doors, worker and volume share instances and interfaces. Immutable. */
public enum Topology {
    COLOCATED("colocated", 1, true, "front door and worker on one instance, the volume behind the same interface"),
    LANE("lane", 1, true, "the same, but the volume has a lane of its own, as EBS-optimized instances have"),
    SPLIT("split", 1, false, "the front door on one instance, the worker and its volume's traffic on another"),
    TWO_DOORS("two-doors", 2, false, "split with a second front door, which is not attacked"),
    UPSTREAM_FILTER("upstream-filter", 1, true, "colocated, but UDP is dropped before it reaches the interface"),
    FAILOVER("failover", 2, false, "split with a standby, to which the public address moves during the attack");

    private final String label;
    private final int frontDoors;
    private final boolean together;
    private final String description;

    Topology(String label, int frontDoors, boolean together, String description) {
        this.label = label;
        this.frontDoors = frontDoors;
        this.together = together;
        this.description = description;
    }

    /** As it is typed, and written in a run's log. */
    public String label() {
        return label;
    }

    public int frontDoors() {
        return frontDoors;
    }

    /** Whether the worker is on the first front door's instance. */
    public boolean together() {
        return together;
    }

    public String description() {
        return description;
    }

    public static Optional<Topology> named(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Topology::label).toList();
    }
}
