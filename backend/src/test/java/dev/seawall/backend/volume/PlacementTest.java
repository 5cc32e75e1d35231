package dev.seawall.backend.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which directories are believed to be the volume, and which never. */
class PlacementTest {
    private static final String MINE = "vol-0123456789abcdef0";
    private static final String OTHER = "vol-0fedcba9876543210";

    @TempDir
    Path folder = Path.of("unset");

    private KernelFiles files;
    private Path data;
    private String device;

    @BeforeEach
    void prepare() throws Exception {
        files = new KernelFiles(folder.resolve("kernel"));
        data = Files.createDirectory(folder.resolve("da ta"));
        device = files.deviceOf(data);
    }

    private Placement find() throws UnusableException {
        return Placement.of(data, MINE, files.kernel());
    }

    private static String serial(String id) {
        return id.replace("-", "");
    }

    @Test
    void aMountOfTheRightVolumeIsFoundByItsSerial() throws Exception {
        files.nvme("nvme1n1", device, serial(MINE)).mounted(data, device, "/");

        assertThat(find()).isEqualTo(new Placement(MINE, "on nvme1n1"));
    }

    @Test
    void aPartitionOfTheRightVolumeWillDo() throws Exception {
        files.nvme("nvme1n1", "259:7", serial(MINE)).partition("nvme1n1", "nvme1n1p1", device);
        files.mounted(data, device, "/");

        assertThat(find().how()).isEqualTo("on nvme1n1p1");
    }

    @Test
    void anUnmountedFolderOfTheRootDiskIsRefusedEvenWithAMarker() throws Exception {
        files.nvme("nvme0n1", "259:0", serial(OTHER)).partition("nvme0n1", "nvme0n1p1", device);
        Files.writeString(data.resolve(".seawall-volume"), MINE + "\n");

        assertThatThrownBy(this::find)
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("is no mount point but a folder on " + OTHER + " (nvme0n1)")
                .hasMessageContaining("this worker's volume is " + MINE + ": mount it");
    }

    @Test
    void aFolderOfTheRightVolumeIsNoMountOfItEither() throws Exception {
        files.nvme("nvme1n1", device, serial(MINE)).mounted(folder, device, "/");

        assertThatThrownBy(this::find).hasMessageContaining("is no mount point");
    }

    @Test
    void anotherVolumeIsRefusedNamingBothEvenWithAMarker() throws Exception {
        files.nvme("nvme2n1", device, serial(OTHER)).mounted(data, device, "/");
        Files.writeString(data.resolve(".seawall-volume"), MINE);

        assertThatThrownBy(this::find)
                .hasMessageContaining("is a mount of " + OTHER + " (nvme2n1), and this worker's volume is " + MINE);
    }

    @Test
    void aMountThatAnotherOneCoversIsNotWhatThePathLeadsTo() throws Exception {
        files.nvme("nvme1n1", "259:5", serial(MINE)).mounted(data, "259:5", "/");
        files.nvme("nvme0n1", device, serial(OTHER));

        assertThatThrownBy(this::find).hasMessageContaining("is no mount point but a folder on " + OTHER);
    }

    @Test
    void aBindMountOfOneFolderIsRefused() throws Exception {
        files.nvme("nvme1n1", device, serial(MINE)).mounted(data, device, "/other");

        assertThatThrownBy(this::find).hasMessageContaining("is a mount of only the folder /other of " + MINE);
    }

    @Test
    void deviceMapperOverTheVolumeIsRefusedClearly() throws Exception {
        files.nvme("nvme1n1", "259:5", serial(MINE)).mapped("dm-0", device, "nvme1n1");
        files.mounted(data, device, "/");

        assertThatThrownBy(this::find)
                .hasMessageContaining(
                        "is a mount of dm-0, which is made of " + MINE + " (nvme1n1) (LVM, LUKS or RAID)");
    }

    @Test
    void whereNoDiskIsAnEbsVolumeTheMarkerIsBelieved() throws Exception {
        files.virtio("vda", device);
        Files.writeString(data.resolve(".seawall-volume"), MINE + "\n");

        assertThat(find()).isEqualTo(new Placement(MINE, "by its .seawall-volume"));
    }

    @Test
    void aLaptopsOwnSerialIsNoVolumes() throws Exception {
        files.nvme("nvme0n1", "259:0", "S5H9NS0N986704R").mapped("dm-1", device, "nvme0n1");
        Files.writeString(data.resolve(".seawall-volume"), MINE);

        assertThat(find().id()).isEqualTo(MINE);
    }

    @Test
    void theLabsSymbolicLinkToADiskIsFollowed() throws Exception {
        files.virtio("vda", device);
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.writeString(disk.resolve(".seawall-volume"), MINE);
        Files.delete(data);
        Files.createSymbolicLink(data, disk);

        assertThat(find().id()).isEqualTo(MINE);
    }

    @Test
    void withoutSerialAndMarkerNothingIsBelieved() throws Exception {
        files.virtio("vda", device).mounted(data, device, "/");

        assertThatThrownBy(this::find)
                .hasMessageContaining("is not known to be " + MINE + ": it is on vda, which is no EBS volume")
                .hasMessageContaining("holds no .seawall-volume");
    }

    @Test
    void theMarkerOfAnotherVolumeIsRefused() throws Exception {
        Files.writeString(data.resolve(".seawall-volume"), OTHER);

        assertThatThrownBy(this::find).hasMessageContaining("is volume \"" + OTHER + "\" by its .seawall-volume");
    }

    @Test
    void aSystemThatTellsNothingNeedsTheMarker() throws Exception {
        Kernel silent = new Kernel(folder.resolve("no-proc"), folder.resolve("no-sys"));

        assertThatThrownBy(() -> Placement.of(data, MINE, silent))
                .hasMessageContaining("this system does not tell what it is on");
        Files.writeString(data.resolve(".seawall-volume"), MINE);
        assertThat(Placement.of(data, MINE, silent).id()).isEqualTo(MINE);
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertThatThrownBy(() -> Placement.of(folder.resolve("none"), MINE, files.kernel()))
                .hasMessageContaining("is not there: create it, and mount " + MINE);
    }
}
