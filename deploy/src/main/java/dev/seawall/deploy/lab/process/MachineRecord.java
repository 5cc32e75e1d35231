package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written down of a machine ({@code machine.json}), so that the next daemon can go on. Immutable.
 *
 * @param goal what was last asked for
 * @param reached whether it is so; otherwise somebody died on the way
 * @param hostBoot which boot of this computer that was: with the next one, every process is gone
 * @param booted whether the user data has been run; a machine runs it once
 * @param disks the volumes it has
 */
record MachineRecord(
        String instanceId, Goal goal, boolean reached, String hostBoot, boolean booted, List<String> disks) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path HOST_BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** What a machine is to come to. */
    enum Goal {
        RUNNING,
        STOPPED,
        GONE
    }

    MachineRecord {
        disks = List.copyOf(disks);
    }

    static MachineRecord of(String instanceId) {
        return new MachineRecord(instanceId, Goal.STOPPED, true, "", false, List.of());
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
        return new MachineRecord(instanceId, wanted, false, hostBoot, booted, disks);
    }

    /** Something else may have been asked for meanwhile; then that is still to be reached. */
    MachineRecord reached(Goal now) {
        return new MachineRecord(instanceId, goal, goal == now, hostBoot, booted, disks);
    }

    MachineRecord bootedNow() {
        return new MachineRecord(instanceId, goal, reached, currentHostBoot(), true, disks);
    }

    MachineRecord withDisks(List<String> now) {
        return new MachineRecord(instanceId, goal, reached, hostBoot, booted, now);
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
