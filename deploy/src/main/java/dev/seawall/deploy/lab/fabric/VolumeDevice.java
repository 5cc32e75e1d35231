package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A volume as its instance has it: nbdfuse(1) makes a file of it whose reads, writes and fsyncs cross the instance's
 * interface. It can be given a file system and mounted, both seen in the whole sandbox and nowhere else. The loop device
 * under a mount is made by mount(8), so that it goes with the mount, also when the sandbox is killed. Root only. Not
 * thread-safe.
 */
public final class VolumeDevice implements AutoCloseable {
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final Node instance;
    private final Shell shell;
    private final Path mountPoint;
    private final Running running;

    private VolumeDevice(Node instance, Path mountPoint, Running running) {
        this.instance = instance;
        this.mountPoint = mountPoint;
        this.running = running;
        shell = new Shell(instance.sandbox());
    }

    /**
     * Connects an instance to a volume.
     *
     * @param mountPoint a directory, made when it isn't there, in which the file appears
     * @param log gets nbdfuse's words
     */
    public static VolumeDevice connect(Node instance, VolumeServer server, Path mountPoint, Path log)
            throws FabricException, InterruptedException {
        if (!instance.sandbox().isRoot()) {
            throw new FabricException("only root has network volumes as block devices: run this as root");
        }
        Path ready = mountPoint.resolveSibling(mountPoint.getFileName() + ".pid");
        try {
            Files.createDirectories(mountPoint);
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new FabricException("failed to make the mount point " + mountPoint + ": " + e.getMessage(), e);
        }
        Running running = instance.start(
                log,
                Map.of(),
                List.of("nbdfuse", "-C", "1", "-P", ready.toString(), mountPoint.toString(), server.uri()));
        VolumeServer.await(running, ready, "nbdfuse, which connects to " + server.uri(), log);
        return new VolumeDevice(instance, mountPoint, running);
    }

    /** The file that stands for the device: blkid(8), mkfs(8) and mount(8) take it. Inside the sandbox only. */
    public Path file() {
        return mountPoint.resolve("nbd");
    }

    /** Makes an ext4 file system, all of it now: nothing is left to do behind a measurement's back. */
    public void format() throws FabricException, InterruptedException {
        shell.tell(
                instance.name(),
                "mkfs.ext4",
                "-q",
                "-F",
                "-E",
                "nodiscard,lazy_itable_init=0,lazy_journal_init=0",
                file().toString());
    }

    /** Mounts its file system, past this computer's page cache; the directory is made when it isn't there. */
    public void mount(Path at) throws FabricException, InterruptedException {
        try {
            Files.createDirectories(at);
        } catch (IOException e) {
            throw new FabricException("failed to make the mount point " + at + ": " + e.getMessage(), e);
        }
        shell.tell(instance.name(), "mount", "-o", "loop,noatime", file().toString(), at.toString());
        String loop = shell.ask("findmnt", "-n", "-o", "SOURCE", "--mountpoint", at.toString())
                .strip();
        shell.tell(instance.name(), "losetup", "--direct-io=on", loop);
    }

    public void unmount(Path at) throws FabricException, InterruptedException {
        shell.tell(instance.name(), "umount", at.toString());
    }

    public Running running() {
        return running;
    }

    /** Disconnects; what is mounted of it must be unmounted before, or has lost its disk. */
    @Override
    public void close() throws FabricException {
        try {
            shell.ask("umount", "-l", mountPoint.toString());
            running.stop(END_LIMIT);
        } catch (InterruptedException e) {
            running.kill();
            Thread.currentThread().interrupt();
        }
    }
}
