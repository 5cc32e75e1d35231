package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a process lab keeps everything. Immutable.
 *
 * <pre>
 * machines/i-…/   one machine: root/ (its file system, SEAWALL_ROOT), machine.json, console.log, mounts
 * disks/vol-…/    one volume: image, its bytes; or superblock, once there is a file system on it, and that in tree/
 * snapshots/      copies of volumes
 * host/           the commands that stand in for a host's: bin/ goes before a machine's PATH, lib/ belongs to them
 * </pre>
 */
public record LabDirectory(Path root) {
    /** In a disk's directory: its bytes, where volumes are disks. */
    static final String IMAGE = "image";

    public LabDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes what is missing. */
    public void create() throws IOException {
        for (Path directory : List.of(machines(), disks(), snapshots(), host())) {
            Files.createDirectories(directory);
        }
    }

    public Path machines() {
        return root.resolve("machines");
    }

    Path machine(String instanceId) {
        return machines().resolve(instanceId);
    }

    public Path disks() {
        return root.resolve("disks");
    }

    Path disk(String volumeId) {
        return disks().resolve(volumeId);
    }

    Path snapshots() {
        return root.resolve("snapshots");
    }

    Path snapshot(String snapshotId) {
        return snapshots().resolve(snapshotId);
    }

    Path host() {
        return root.resolve("host");
    }
}
