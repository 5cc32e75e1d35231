package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Run;
import dev.seawall.deploy.flood.scenario.Plan;
import dev.seawall.deploy.flood.scenario.Scenario;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run was: its log's first line, and its last one, which knows more: the commands, the versions, whether there were
 * volumes. Used by one thread.
 */
final class Header {
    private final List<String> arguments;
    private final Shape shape;
    private final long at = System.currentTimeMillis();
    private final Map<String, String> versions = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final Set<String> limits = new LinkedHashSet<>(List.of(
            "Front doors speak to the worker in the clear; a deployment on EC2 uses mutual TLS.",
            "Interfaces are shaped by the kernel's token bucket: a real network card and EC2's own shaping differ."));
    private String hypothesis = "";
    private Map<String, String> settings = Map.of();

    Header(List<String> arguments, Shape shape) {
        this.arguments = List.copyOf(arguments);
        this.shape = shape;
    }

    void begin(List<Plan> plans, Recorder recorder) {
        hypothesis = String.join(
                " ", plans.stream().map(plan -> plan.scenario().hypothesis()).toList());
        settings = settings(plans);
        write(recorder);
    }

    /** After a topology was built. */
    void saw(Rig rig, Workplace place) throws FabricException, InterruptedException {
        if (versions.isEmpty()) {
            versions.putAll(rig.versions(place.words("versions")));
        }
        if (!rig.hasVolume()) {
            limits.add(
                    "Without network volumes the worker's own data was in this computer's memory, not on a network volume;"
                            + " the fsyncs are those of the probe, which does write to a volume over the worker's interface.");
        }
    }

    /** Before a topology goes. */
    void keep(Rig rig) {
        commands.add("# " + rig.layout().topology().label());
        commands.addAll(rig.commands());
    }

    /** @param whole whether all was carried out that was planned */
    void end(Recorder recorder, boolean whole) {
        if (!whole) {
            limits.add("This run was broken off: what was planned after that was not tried.");
        }
        write(recorder);
    }

    private void write(Recorder recorder) {
        recorder.record(new Run(
                at,
                "flood",
                arguments,
                hypothesis,
                versions,
                Facts.machine(),
                settings,
                commands,
                new ArrayList<>(limits)));
    }

    private Map<String, String> settings(List<Plan> plans) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("interface rate", shape.bitsPerSecond() / 1_000_000 + " Mbit/s in each direction");
        settings.put("queue before each interface", shape.queuePackets() + " packets, drop-tail");
        settings.put("UDP pacing", "Poisson, payloads of 600 to 1400 bytes");
        settings.put("volume", "4 KiB writes, each made durable, one after the other, over NBD");
        settings.put("programs", "heaps of 256 MiB, nice 5");
        for (var plan : plans) {
            Scenario scenario = plan.scenario();
            var polite = scenario.polite();
            var timing = scenario.timing();
            settings.put(
                    scenario.name() + ": polite clients",
                    polite.getsPerSecond() + " GET/s and " + polite.putsPerSecond() + " PUT/s at each front door,"
                            + (polite.keepConnections() ? " on kept connections," : " each on a new connection,")
                            + " given up after " + polite.timeout().toMillis() + " ms");
            settings.put(
                    scenario.name() + ": windows",
                    timing.measure().toMillis() + " ms, " + timing.settle().toMillis() + " ms after an attack began; "
                            + timing.repeats() + " of each attack");
        }
        return settings;
    }
}
