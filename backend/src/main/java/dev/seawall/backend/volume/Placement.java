package dev.seawall.backend.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the volume that this worker expects was found. Thread rule: immutable.
 *
 * <p>What must never pass is a plain folder of the root disk at the place where the volume should be mounted: a worker
 * that serves from it answers 404 to every key it owns, and acknowledges writes that are gone with the instance. So:
 *
 * <ul>
 *   <li>On an EBS volume, which the kernel knows by its NVMe serial, the serial alone decides: the directory must be a
 *       mount point, of all of that very volume. A marker is not even read there, so one that was copied to the root
 *       disk of an instance helps nobody.
 *   <li>Anywhere else, in the lab, the file {@code .seawall-volume} in the directory must hold the volume's id. It is
 *       written by what mounts the volume and lies on the volume, so an unmounted folder has none.
 * </ul>
 *
 * @param id of the volume
 * @param how by what it was recognised, to be read after "volume …": {@code on nvme1n1}
 */
record Placement(String id, String how) {
    static final String MARKER = ".seawall-volume";

    /**
     * Finds the volume at the directory.
     *
     * @throws UnusableException when it is not there, saying what is and what to do
     */
    static Placement of(Path directory, String id, Kernel kernel) throws UnusableException {
        if (!Files.isDirectory(directory)) {
            throw new UnusableException(
                    "the data directory " + directory + " is not there: create it, and mount " + id + " on it");
        }
        try {
            Optional<String> device = kernel.deviceOf(directory);
            List<Disk> disks = device.isEmpty() ? List.of() : kernel.disksBelow(device.get());
            return disks.stream().anyMatch(Disk::isVolume)
                    ? bySerial(directory, id, kernel, device.orElseThrow(), disks)
                    : byMarker(directory, id, kernel, device);
        } catch (IOException e) {
            throw new UnusableException("cannot find out what the data directory " + directory + " is on: " + e, e);
        }
    }

    private static Placement bySerial(Path directory, String id, Kernel kernel, String device, List<Disk> disks)
            throws IOException, UnusableException {
        Disk disk = disks.getFirst();
        Optional<Mount> mount = kernel.mountAt(directory.toRealPath(), device);
        if (mount.isEmpty()) {
            throw new UnusableException("the data directory " + directory + " is no mount point but a folder on "
                    + described(disks) + ", and this worker's volume is " + id + ": mount it (mount " + directory
                    + "; lsblk -o NAME,SERIAL,MOUNTPOINT shows what is attached)");
        }
        if (kernel.isComposed(device)) {
            throw new UnusableException("the data directory " + directory + " is a mount of "
                    + kernel.nameOf(device).orElse(device) + ", which is made of " + described(disks)
                    + " (LVM, LUKS or RAID): mount the file system of " + id + " itself");
        }
        if (!mount.get().root().equals("/")) {
            throw new UnusableException("the data directory " + directory + " is a mount of only the folder "
                    + mount.get().root() + " of " + described(disks) + ": mount the whole file system of " + id);
        }
        if (!disk.volumeId().equals(id)) {
            throw new UnusableException("the data directory " + directory + " is a mount of " + described(disks)
                    + ", and this worker's volume is " + id
                    + ": attach and mount that one, or correct volume.id in the configuration");
        }
        return new Placement(id, "on " + kernel.nameOf(device).orElse(device));
    }

    private static Placement byMarker(Path directory, String id, Kernel kernel, Optional<String> device)
            throws IOException, UnusableException {
        String found;
        try {
            found = Files.readString(directory.resolve(MARKER)).strip();
        } catch (NoSuchFileException e) {
            String name = device.isEmpty() ? "" : kernel.nameOf(device.get()).orElse(device.get());
            throw new UnusableException(
                    "the data directory " + directory + " is not known to be " + id + ": "
                            + (name.isEmpty()
                                    ? "this system does not tell what it is on"
                                    : "it is on " + name + ", which is no EBS volume")
                            + ", and it holds no " + MARKER + ". Mount the volume there; in the lab, what mounts it"
                            + " leaves that file",
                    e);
        }
        if (!found.equals(id)) {
            throw new UnusableException("the data directory " + directory + " is volume \"" + found + "\" by its "
                    + MARKER + ", and this worker's is " + id
                    + ": mount that one, or correct volume.id in the configuration");
        }
        return new Placement(id, "by its " + MARKER);
    }

    private static String described(List<Disk> disks) {
        return disks.stream()
                .map(disk -> disk.isVolume() ? disk.volumeId() + " (" + disk.name() + ")" : disk.name())
                .collect(Collectors.joining(", "));
    }
}
