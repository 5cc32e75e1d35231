package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * On which ports machines in namespaces of their own listen: seen through one process of each, the oldest, for as long as
 * that runs. Thread-safe.
 */
final class NamespacePorts {
    private static final String NAMESPACE = "ns/net";

    private final Map<String, String> machines = new ConcurrentHashMap<>();
    private final Map<String, LiveProcess> witnesses = new ConcurrentHashMap<>();
    private final LabDirectory lab;

    NamespacePorts(LabDirectory lab) {
        this.lab = lab;
    }

    /** Which machine has an address. */
    void expect(String privateIp, String instanceId) {
        machines.put(privateIp, instanceId);
    }

    Map<String, Set<Integer>> among(Set<String> privateIps) throws IOException {
        Map<String, Set<Integer>> ports = new HashMap<>();
        for (String privateIp : privateIps) {
            var witness = witness(machines.getOrDefault(privateIp, ""));
            if (witness.isPresent()) {
                var open = open(witness.get());
                Set<Integer> own = new HashSet<>(open.getOrDefault(privateIp, Set.of()));
                own.addAll(open.getOrDefault(ListeningPorts.EVERYWHERE, Set.of()));
                ports.put(privateIp, own);
            }
        }
        return ports;
    }

    private static Map<String, Set<Integer>> open(LiveProcess witness) {
        try {
            return ListeningPorts.in(Path.of("/proc/" + witness.pid() + "/net"));
        } catch (IOException e) {
            return Map.of(); // it ended just now
        }
    }

    private Optional<LiveProcess> witness(String instanceId) throws IOException {
        LiveProcess known = witnesses.get(instanceId);
        if (known != null && known.runs()) {
            return Optional.of(known);
        }
        Path root = lab.machine(instanceId).resolve("root");
        var found = new MachineProcesses(root, System::nanoTime)
                .now().stream()
                        .filter(NamespacePorts::isElsewhere)
                        .min(Comparator.comparingLong(LiveProcess::startTicks));
        found.ifPresentOrElse(one -> witnesses.put(instanceId, one), () -> witnesses.remove(instanceId));
        return found;
    }

    /** A process that has just begun may not have entered its namespace yet. */
    private static boolean isElsewhere(LiveProcess process) {
        try {
            Path other =
                    Files.readSymbolicLink(Path.of("/proc/" + process.pid()).resolve(NAMESPACE));
            return !other.equals(Files.readSymbolicLink(Path.of("/proc/self").resolve(NAMESPACE)));
        } catch (IOException e) {
            return false;
        }
    }
}
