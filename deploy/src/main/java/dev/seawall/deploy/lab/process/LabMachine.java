package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.process.MachineRecord.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine that is not gone for good, as its directory and its processes tell without any daemon. Immutable.
 *
 * @param name of the slot it is for; empty when it has none
 * @param state {@code running}, {@code stopped}, or what it is on the way to
 * @param processes how many run
 */
public record LabMachine(
        String instanceId,
        String name,
        String privateIp,
        String state,
        List<String> disks,
        int processes,
        Path console) {
    public LabMachine {
        disks = List.copyOf(disks);
    }

    /** In order of their ids; one that is gone counts for as long as a process of it runs. */
    public static List<LabMachine> in(LabDirectory lab) throws IOException {
        if (!Files.isDirectory(lab.machines())) {
            return List.of();
        }
        List<LabMachine> living = new ArrayList<>();
        try (var directories = Files.list(lab.machines())) {
            for (Path directory : directories.sorted().toList()) {
                var record = MachineRecord.read(directory.resolve("machine.json"));
                if (record.isPresent()) {
                    int processes = new MachineProcesses(directory.resolve("root"), System::nanoTime)
                            .now()
                            .size();
                    if (record.get().goal() != Goal.GONE || processes > 0) {
                        living.add(of(record.get(), processes, directory));
                    }
                }
            }
        }
        return living;
    }

    private static LabMachine of(MachineRecord record, int processes, Path directory) {
        String goal =
                switch (record.goal()) {
                    case RUNNING -> "running";
                    case STOPPED -> "stopped";
                    case GONE -> "terminated";
                };
        return new LabMachine(
                record.instanceId(),
                record.name(),
                record.privateIp(),
                record.reached() ? goal : "on the way to " + goal,
                record.disks(),
                processes,
                directory.resolve("console.log"));
    }
}
