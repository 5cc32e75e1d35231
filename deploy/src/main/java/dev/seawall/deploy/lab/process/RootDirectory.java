package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.local.DirectoryTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The file system of one machine, as far as an image brings it along, with the devices of its disks and what is mounted.
 * Not thread-safe: one step of the machine at a time.
 *
 * @param directory the machine's; {@code root} in it is what its programs see
 */
record RootDirectory(Path directory) {
    private static final List<String> IMAGE = List.of(
            "dev/disk/by-id",
            "etc/systemd/system",
            "opt",
            "root",
            "run/systemd",
            "tmp",
            "usr/local/bin",
            "var/lib/cloud/data",
            "var/lib/cloud/instance",
            "var/log");

    Path root() {
        return directory.resolve("root");
    }

    private Path userData() {
        return root().resolve("var/lib/cloud/instance/user-data.txt");
    }

    private Path byId() {
        return root().resolve("dev/disk/by-id");
    }

    /** The way a machine finds it when it is switched on: no file of the last run, nothing mounted, no disk there. */
    void prepare() throws IOException {
        for (String volumeId : linkedDisks()) {
            unlink(volumeId);
        }
        DirectoryTree.delete(root().resolve("run"));
        DirectoryTree.delete(byId());
        for (String part : IMAGE) {
            Files.createDirectories(root().resolve(part));
        }
        Files.writeString(root().resolve("var/lib/cloud/data/instance-id"), directory.getFileName() + "\n");
    }

    /** For the first boot. As cloud-init does, it takes a packed script too, and notes whose boot it is. */
    void keepUserData(String base64) throws IOException {
        Files.createDirectories(userData().getParent());
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = unpacked.readAllBytes();
            }
        }
        Files.write(userData(), bytes);
        Files.setPosixFilePermissions(userData(), PosixFilePermissions.fromString("rwx------"));
        Path data = Files.createDirectories(root().resolve("var/lib/cloud/data"));
        Files.writeString(data.resolve("instance-id"), directory.getFileName() + "\n");
    }

    /** Makes the device: the link that udev makes of an NVMe disk's serial, which is the volume's id without its dash. */
    void attach(String volumeId, Path disk) throws IOException {
        Files.createDirectories(byId());
        if (!Files.exists(device(volumeId), LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(device(volumeId), disk);
        }
    }

    private Path device(String volumeId) {
        return byId().resolve("nvme-Amazon_Elastic_Block_Store_" + volumeId.replace("-", ""));
    }

    /** Takes the device away: nobody finds the disk any more who hasn't opened or mounted it already. */
    void detach(String volumeId) throws IOException {
        Files.deleteIfExists(device(volumeId));
    }

    private List<String> linkedDisks() throws IOException {
        return mounts().stream()
                .map(this::mounted)
                .filter(Files::isSymbolicLink)
                .map(this::diskOf)
                .toList();
    }

    private List<String> mounts() throws IOException {
        Path table = directory.resolve("mounts");
        return Files.exists(table) ? Files.readAllLines(table) : List.of();
    }

    private Path mounted(String line) {
        return root().resolve(line.substring(1));
    }

    private String diskOf(Path link) {
        try {
            Path disk = Files.readSymbolicLink(link).getParent();
            return disk == null ? "" : disk.getFileName().toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Takes away what is mounted of a disk that is a directory. */
    void unlink(String volumeId) throws IOException {
        for (String line : mounts()) {
            Path link = mounted(line);
            if (Files.isSymbolicLink(link) && diskOf(link).equals(volumeId)) {
                Files.delete(link);
                Files.createDirectory(link);
            }
        }
    }
}
