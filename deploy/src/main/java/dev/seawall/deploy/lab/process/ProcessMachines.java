package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.machine.Disk;
import dev.seawall.deploy.lab.machine.InstanceSpec;
import dev.seawall.deploy.lab.machine.Machines;
import dev.seawall.deploy.lab.machine.PacketRule;
import dev.seawall.deploy.local.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Machines as processes of this computer. A machine is a directory and a place in a {@link Network}, which decides how
 * far it is from others. Calls come from one thread at a time; the map is read by others too.
 */
public final class ProcessMachines implements Machines, AutoCloseable {
    /** Longer than a program's drain (30 s) and what its supervisor grants it on top. */
    public static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private static final Duration CONSOLE_MEMORY = Duration.ofHours(1);

    private final Map<String, Machine> machines = new ConcurrentHashMap<>();
    private final Map<String, String> privateIps = new ConcurrentHashMap<>();
    private final LabDirectory lab;
    private final MachineStarter starter;
    private final Duration stopLimit;
    private final Network network;
    private final Drives drives;

    private ProcessMachines(
            LabDirectory lab, MachineStarter starter, Network network, Drives drives, Duration stopLimit) {
        this.lab = lab;
        this.network = network;
        this.drives = drives;
        this.starter = starter;
        this.stopLimit = stopLimit;
    }

    /**
     * The machines of a directory; none is touched before {@link #adopt}.
     *
     * @param javaHome of the Java that is installed on every machine
     * @param stopLimit how long a machine may take to stop before its processes are killed
     */
    public static ProcessMachines in(
            LabDirectory lab, Path javaHome, Network network, Drives drives, Duration stopLimit) throws IOException {
        lab.create();
        return new ProcessMachines(
                lab, new MachineStarter(StandIns.in(lab.host(), javaHome)), network, drives, stopLimit);
    }

    @Override
    public void adopt(List<InstanceSpec> known) {
        var wanted = known.stream().collect(Collectors.toMap(InstanceSpec::instanceId, Function.identity()));
        try (var directories = Files.list(lab.machines())) {
            for (Path directory : directories.toList()) {
                var record = MachineRecord.read(directory.resolve("machine.json"));
                if (record.isPresent()) {
                    adopt(machine(record.get()), wanted.get(record.get().instanceId()));
                } else {
                    DirectoryTree.delete(directory);
                }
            }
            network.keepOnly(Set.copyOf(machines.keySet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void adopt(Machine machine, @Nullable InstanceSpec spec) throws IOException {
        if (machine.isForgotten(CONSOLE_MEMORY)) {
            machines.remove(machine.id());
            machine.close();
            DirectoryTree.delete(lab.machine(machine.id()));
        } else if (spec == null) {
            machine.resume(List.of());
            if (machine.condition() != Condition.GONE) {
                machine.terminate();
            }
        } else {
            machine.resume(volumes(spec));
            privateIps.put(machine.id(), spec.privateIp());
            spec.publicIps().forEach(publicIp -> associate(machine.id(), publicIp));
        }
    }

    /** All but the one it boots from, which is its own directory. */
    private static List<String> volumes(InstanceSpec spec) {
        return spec.disks().stream()
                .filter(disk -> !disk.root())
                .map(Disk::volumeId)
                .toList();
    }

    private Machine machine(MachineRecord record) {
        return machines.computeIfAbsent(
                record.instanceId(), id -> new Machine(record, lab, starter, network, drives, stopLimit));
    }

    private Optional<Machine> find(String instanceId) {
        return Optional.ofNullable(machines.get(instanceId));
    }

    @Override
    public void launch(InstanceSpec spec) {
        privateIps.put(spec.instanceId(), spec.privateIp());
        try {
            machine(MachineRecord.of(spec)).launch(volumes(spec), spec.userData());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spec.publicIps().forEach(publicIp -> associate(spec.instanceId(), publicIp));
    }

    @Override
    public void stop(String instanceId) {
        find(instanceId).ifPresent(Machine::stop);
    }

    @Override
    public void reboot(String instanceId) {
        find(instanceId).ifPresent(Machine::reboot);
    }

    @Override
    public void terminate(String instanceId) {
        find(instanceId).ifPresent(Machine::terminate);
    }

    @Override
    public Condition condition(String instanceId) {
        return find(instanceId).map(Machine::condition).orElse(Condition.GONE);
    }

    @Override
    public void attach(String instanceId, Disk disk) {
        find(instanceId).ifPresent(machine -> machine.attach(disk.volumeId()));
    }

    @Override
    public void detach(String instanceId, String volumeId) {
        find(instanceId).ifPresent(machine -> machine.detach(volumeId));
    }

    @Override
    public boolean holds(String instanceId, String volumeId) {
        return find(instanceId).filter(machine -> machine.holds(volumeId)).isPresent();
    }

    @Override
    public void associate(String instanceId, String publicIp) {
        String privateIp = Objects.requireNonNull(privateIps.get(instanceId), "a machine has an address");
        network.associate(publicIp, instanceId, privateIp);
    }

    @Override
    public void disassociate(String instanceId, String publicIp) {
        network.disassociate(publicIp);
    }

    @Override
    public void guard(String instanceId, List<PacketRule> rules) {
        network.guard(instanceId, rules);
    }

    @Override
    public String console(String instanceId) {
        return find(instanceId).map(Machine::console).orElse("");
    }

    /** Does something to a volume's bytes while no machine changes them. */
    void whileStill(String volumeId, Runnable work) throws IOException {
        var holder = machines.values().stream()
                .filter(machine -> machine.holds(volumeId))
                .findFirst();
        if (holder.isPresent()) {
            holder.get().whileFrozen(volumeId, work);
        } else {
            work.run();
        }
    }

    /** Lets go of the network; the machines run on, for the next to adopt. */
    @Override
    public void close() {
        machines.values().forEach(Machine::close);
        network.close();
    }
}
