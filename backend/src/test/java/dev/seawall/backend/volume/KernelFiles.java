package dev.seawall.backend.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The files in which a kernel tells of mounts and disks, shaped as Linux 6 makes them on a Nitro instance. The device
 * number is that of the file system the test runs on, for that is what stat(2) says. Not thread-safe.
 */
public final class KernelFiles {
    private static final String PCI = "devices/pci0000:00/0000:00:1f.0";

    private final Path folder;

    public KernelFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("proc/self"));
        Files.createDirectories(folder.resolve("sys/dev/block"));
        Files.writeString(folder.resolve("proc/self/mountinfo"), """
                22 27 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:5 - proc proc rw
                27 1 259:1 / / rw,noatime shared:1 - xfs /dev/nvme0n1p1 rw,seclabel,attr2,inode64
                """);
    }

    public Kernel kernel() {
        return new Kernel(folder.resolve("proc"), folder.resolve("sys"));
    }

    /** The directory is a mount of this volume. */
    public void attached(Path point, String disk, String volumeId) throws IOException {
        nvme(disk, deviceOf(point), volumeId.replace("-", "")).mounted(point, deviceOf(point), "/");
    }

    /** The directory is a folder of the root disk. */
    public void detached(Path point, String rootDisk, String volumeId) throws IOException {
        Path mounts = folder.resolve("proc/self/mountinfo");
        Files.write(
                mounts,
                Files.readAllLines(mounts).stream()
                        .filter(line -> !line.startsWith("98 "))
                        .toList());
        nvme(rootDisk, "259:0", volumeId.replace("-", "")).partition(rootDisk, rootDisk + "p1", deviceOf(point));
    }

    /** The {@code major:minor} of the file system below a path. */
    String deviceOf(Path path) throws IOException {
        return kernel().deviceOf(path).orElseThrow();
    }

    KernelFiles mounted(Path point, String device, String root) throws IOException {
        String escaped = point.toRealPath().toString().replace("\\", "\\134").replace(" ", "\\040");
        Files.writeString(
                folder.resolve("proc/self/mountinfo"),
                "98 27 " + device + " " + root + " " + escaped
                        + " rw,noatime shared:52 master:1 - xfs /dev/nvme1n1 rw,seclabel,attr2,inode64\n",
                StandardOpenOption.APPEND);
        return this;
    }

    /** An NVMe disk; its controller's directory holds the serial, padded as the controller pads it. */
    KernelFiles nvme(String disk, String device, String serial) throws IOException {
        Path controller = sys(PCI + "/nvme/" + disk.substring(0, disk.length() - "n1".length()));
        Files.writeString(controller.resolve("serial"), String.format("%-20s%n", serial));
        Path entry = Files.createDirectories(controller.resolve(disk));
        Files.createDirectories(entry.resolve("slaves"));
        Files.createSymbolicLink(entry.resolve("device"), Path.of("../../" + controller.getFileName()));
        return number(device, entry);
    }

    /** A partition lies in its disk's directory. */
    KernelFiles partition(String disk, String name, String device) throws IOException {
        Path entry = Files.createDirectories(sys(PCI + "/nvme/" + disk.substring(0, disk.length() - "n1".length()))
                .resolve(disk)
                .resolve(name));
        Files.writeString(entry.resolve("partition"), "1\n");
        return number(device, entry);
    }

    /** Device-mapper over a whole disk. */
    KernelFiles mapped(String name, String device, String... disks) throws IOException {
        Path slaves = Files.createDirectories(sys("devices/virtual/block/" + name + "/slaves"));
        for (String disk : disks) {
            Path entry = sys(PCI + "/nvme/" + disk.substring(0, disk.length() - "n1".length()))
                    .resolve(disk);
            Files.createSymbolicLink(slaves.resolve(disk), entry);
        }
        return number(device, slaves.resolveSibling("").normalize());
    }

    /** A virtio disk: its serial is elsewhere, and none of EBS. */
    KernelFiles virtio(String disk, String device) throws IOException {
        Path entry = Files.createDirectories(sys("devices/pci0000:00/0000:00:02.0/virtio1/block/" + disk));
        Files.writeString(entry.resolve("serial"), "\n");
        Files.createSymbolicLink(entry.resolve("device"), Path.of("../../../virtio1"));
        return number(device, entry);
    }

    private KernelFiles number(String device, Path entry) throws IOException {
        Path link = folder.resolve("sys/dev/block").resolve(device);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, entry.toAbsolutePath());
        return this;
    }

    private Path sys(String path) throws IOException {
        return Files.createDirectories(folder.resolve("sys").resolve(path));
    }
}
