package dev.seawall.deploy.lab.process;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.seawall.deploy.lab.machine.InstanceSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written down of a machine ({@code machine.json}), so that the next daemon can go on. Immutable.
 *
 * @param goal what was last asked for
 * @param reached whether it is so; otherwise somebody died on the way
 * @param era of the network that it was in: with the next one, every process is gone
 * @param booted whether the user data has been run; a machine runs it once
 * @param disks the volumes it has
 * @param name of the slot it is for; empty when it has none
 */
record MachineRecord(
        String instanceId,
        Goal goal,
        boolean reached,
        @JsonAlias("hostBoot") String era,
        boolean booted,
        List<String> disks,
        String name,
        String privateIp) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NAME_TAG = "seawall:name";
    private static final Path HOST_BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** What a machine is to come to. */
    enum Goal {
        RUNNING,
        STOPPED,
        GONE
    }

    MachineRecord {
        disks = List.copyOf(disks);
        // One that an earlier build wrote down doesn't tell.
        era = Objects.requireNonNullElse(era, "");
        name = Objects.requireNonNullElse(name, "");
        privateIp = Objects.requireNonNullElse(privateIp, "");
    }

    static MachineRecord of(InstanceSpec spec) {
        return new MachineRecord(
                spec.instanceId(),
                Goal.STOPPED,
                true,
                "",
                false,
                List.of(),
                spec.tags().getOrDefault(NAME_TAG, ""),
                spec.privateIp());
    }

    static String currentHostBoot() {
        try {
            return Files.readString(HOST_BOOT).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    static Optional<MachineRecord> read(Path file) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), MachineRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IOException("not the record of a machine: " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whole or not at all, and on stable storage. */
    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, JSON.writeValueAsString(this));
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    MachineRecord wants(Goal wanted) {
        return new MachineRecord(instanceId, wanted, false, era, booted, disks, name, privateIp);
    }

    /** Something else may have been asked for meanwhile; then that is still to be reached. */
    MachineRecord reached(Goal now) {
        return new MachineRecord(instanceId, goal, goal == now, era, booted, disks, name, privateIp);
    }

    MachineRecord bootedIn(String now) {
        return new MachineRecord(instanceId, goal, reached, now, true, disks, name, privateIp);
    }

    MachineRecord withDisks(List<String> now) {
        return new MachineRecord(instanceId, goal, reached, era, booted, now, name, privateIp);
    }

    MachineRecord withDisk(String volumeId) {
        var now = new ArrayList<>(disks);
        if (!now.contains(volumeId)) {
            now.add(volumeId);
        }
        return withDisks(now);
    }

    MachineRecord withoutDisk(String volumeId) {
        return withDisks(disks.stream().filter(one -> !one.equals(volumeId)).toList());
    }
}
