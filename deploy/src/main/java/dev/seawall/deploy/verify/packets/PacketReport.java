package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.verify.Finding;
import java.util.ArrayList;
import java.util.List;

/** What was tried, and what came of it. Immutable. */
public record PacketReport(Layout layout, List<Crossing> crossings, List<HolePunch> punches) {
    public PacketReport {
        crossings = List.copyOf(crossings);
        punches = List.copyOf(punches);
    }

    /** Every disagreement, as a sentence; empty: packets, rules and blueprint agree. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(new Disagreements(crossings).findings());
        punches.stream().filter(one -> !one.agrees()).map(HolePunch::finding).forEach(findings::add);
        return List.copyOf(findings);
    }
}
