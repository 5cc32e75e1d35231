package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.machine.Disks;
import dev.seawall.deploy.local.DirectoryTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Volumes as directories, with the files of a volume in them or, where volumes are disks, an image of one; snapshots as
 * copies of them. A snapshot is what a crash of the machine at that moment would
 * have left, and no better: while the copy is made, every process of the machine that has the volume is held still by
 * SIGSTOP, so that no file is newer in it than another; what a program had not written yet is not in it. Not
 * thread-safe: the world's lock.
 */
public final class DirectoryDisks implements Disks {
    private final LabDirectory lab;
    private final ProcessMachines machines;
    private final boolean images;

    /**
     * The volumes of a lab.
     *
     * @param images whether they are disks
     */
    public DirectoryDisks(LabDirectory lab, ProcessMachines machines, boolean images) {
        this.lab = lab;
        this.images = images;
        this.machines = machines;
    }

    @Override
    public void create(String volumeId, int sizeGiB, @Nullable String snapshotId) {
        Path disk = lab.disk(volumeId);
        try {
            if (snapshotId != null && Files.isDirectory(lab.snapshot(snapshotId))) {
                Trees.copy(lab.snapshot(snapshotId), disk);
            } else {
                // Blank; also a root volume, whose snapshot belongs to an image: a machine's root is its own directory.
                Files.createDirectories(disk);
            }
            if (images) {
                enlarge(disk.resolve(LabDirectory.IMAGE), (long) sizeGiB << 30);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Full of holes: it takes room only for what is written. */
    private static void enlarge(Path image, long bytes) throws IOException {
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(Math.max(file.length(), bytes));
        }
    }

    @Override
    public void delete(String volumeId) {
        delete(lab.disk(volumeId));
    }

    @Override
    public void snapshot(String snapshotId, String volumeId) {
        try {
            machines.whileStill(volumeId, () -> copy(lab.disk(volumeId), lab.snapshot(snapshotId)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Trees.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deleteSnapshot(String snapshotId) {
        delete(lab.snapshot(snapshotId));
    }

    private static void delete(Path directory) {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
