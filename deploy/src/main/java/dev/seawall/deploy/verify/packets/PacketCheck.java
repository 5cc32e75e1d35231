package dev.seawall.deploy.verify.packets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends packets through every flow of a layout, and again where they did otherwise than they should. Stateless. */
public final class PacketCheck {
    private static final Duration PATIENCE = Duration.ofMillis(1000);

    /** Long enough for two SYNs: Linux sends the second after 1 s (RFC 6298 §2). */
    private static final Duration MORE_PATIENCE = Duration.ofMillis(2500);

    private static final int MORE_TRIES = 2;
    private static final Duration MEETING = Duration.ofMillis(1000);

    private PacketCheck() {}

    public static PacketReport run(Layout layout, Probes probes) throws ProbeException, InterruptedException {
        probes.open(layout.places(), layout.ports());
        List<Flow> flows = layout.flows();
        List<Sighting> seen = probes.send(flows, PATIENCE);
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            crossings.add(new Crossing(
                    flow, layout.described().judge(flow), layout.wanted().judge(flow), seen.get(i)));
        }
        for (int round = 0; round < MORE_TRIES; round++) {
            tryAgain(crossings, probes);
        }
        List<HolePunch> punches = new ArrayList<>();
        for (Meeting meeting : probes.meet(layout.pairs(), MEETING)) {
            punches.add(HolePunch.judge(meeting, layout.described(), layout.wanted()));
        }
        return new PacketReport(layout, crossings, punches);
    }

    private static void tryAgain(List<Crossing> crossings, Probes probes) throws ProbeException, InterruptedException {
        var again = crossings.stream().filter(Crossing::deservesAnotherTry).toList();
        if (again.isEmpty()) {
            return;
        }
        var seen = probes.send(again.stream().map(Crossing::flow).toList(), MORE_PATIENCE);
        for (int i = 0; i < again.size(); i++) {
            crossings.set(crossings.indexOf(again.get(i)), again.get(i).with(seen.get(i)));
        }
    }
}
