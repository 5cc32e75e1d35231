package dev.seawall.backend.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * What Linux says of mounts and disks, in files. Where these files are missing (another system, a container without
 * sysfs) nothing is known, and empty answers say so. Thread rule: immutable; reads the files anew each time.
 */
public record Kernel(Path proc, Path sys) {
    /** The one this process runs on. */
    public static final Kernel RUNNING = new Kernel(Path.of("/proc"), Path.of("/sys"));

    /** The file system that a path is on, as {@code major:minor}: stat(2)'s st_dev. Empty where that is no number. */
    Optional<String> deviceOf(Path path) throws IOException {
        if (!Files.exists(proc.resolve("self/mountinfo"))) {
            return Optional.empty();
        }
        long dev = ((Number) Files.getAttribute(path, "unix:dev")).longValue();
        long major = (dev >>> 8 & 0xFFF) | (dev >>> 32 & ~0xFFFL);
        long minor = (dev & 0xFF) | (dev >>> 12 & ~0xFFL);
        return Optional.of(major + ":" + minor);
    }

    /**
     * What is mounted at exactly this path, if that is also what the path leads to: a mount that another one covers is
     * still listed, but its device is not the path's.
     *
     * @param point without symbolic links
     */
    Optional<Mount> mountAt(Path point, String device) throws IOException {
        return Files.readAllLines(proc.resolve("self/mountinfo"), StandardCharsets.ISO_8859_1).stream()
                .flatMap(line -> Stream.ofNullable(Mount.read(line)))
                .filter(mount ->
                        mount.point().equals(point.toString()) && mount.device().equals(device))
                .reduce((lower, upper) -> upper);
    }

    /** The name of a block device, {@code nvme1n1p1}; empty for tmpfs, network and other file systems without one. */
    Optional<String> nameOf(String device) throws IOException {
        Path entry = sys.resolve("dev/block").resolve(device);
        return Files.exists(entry) ? Optional.of(name(entry.toRealPath())) : Optional.empty();
    }

    /**
     * The whole disks that a device is, or is a partition of, or, for device-mapper and md, is made of at last. Only the
     * first two give one disk for sure.
     */
    List<Disk> disksBelow(String device) throws IOException {
        SequencedSet<Disk> disks = new LinkedHashSet<>();
        Path entry = sys.resolve("dev/block").resolve(device);
        if (Files.exists(entry)) {
            collect(entry.toRealPath(), disks);
        }
        return List.copyOf(disks);
    }

    /** Whether a device is made of others: LVM, LUKS, RAID. */
    boolean isComposed(String device) throws IOException {
        Path entry = sys.resolve("dev/block").resolve(device);
        return Files.exists(entry) && !slaves(wholeDisk(entry.toRealPath())).isEmpty();
    }

    private static void collect(Path entry, SequencedSet<Disk> disks) throws IOException {
        Path disk = wholeDisk(entry);
        List<Path> slaves = slaves(disk);
        if (slaves.isEmpty()) {
            disks.add(new Disk(name(disk), serial(disk)));
        }
        for (Path slave : slaves) {
            collect(slave.toRealPath(), disks);
        }
    }

    /** A partition's directory lies in its disk's. */
    private static Path wholeDisk(Path entry) {
        Path disk = entry.getParent();
        return disk != null && Files.exists(entry.resolve("partition")) ? disk : entry;
    }

    private static List<Path> slaves(Path disk) throws IOException {
        List<Path> slaves = new ArrayList<>();
        if (Files.isDirectory(disk.resolve("slaves"))) {
            try (DirectoryStream<Path> links = Files.newDirectoryStream(disk.resolve("slaves"))) {
                links.forEach(slaves::add);
            }
        }
        return slaves.stream().sorted().toList();
    }

    /** NVMe: the controller's, or with multipath the subsystem's; padded with spaces. */
    private static String serial(Path disk) throws IOException {
        Path file = disk.resolve("device/serial");
        return Files.exists(file)
                ? Files.readString(file, StandardCharsets.ISO_8859_1).strip()
                : "";
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }
}
