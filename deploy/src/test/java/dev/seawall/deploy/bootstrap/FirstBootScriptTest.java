package dev.seawall.deploy.bootstrap;

import static dev.seawall.deploy.bootstrap.FileServer.Mishap.BREAKS_OFF;
import static dev.seawall.deploy.bootstrap.FileServer.Mishap.HAS_OTHER_BYTES;
import static dev.seawall.deploy.bootstrap.FileServer.Mishap.IS_FORBIDDEN;
import static dev.seawall.deploy.bootstrap.FileServer.Mishap.IS_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.bootstrap.Rehearsal.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first boot of a worker: the real script in the real bash, on a host whose commands are stand-ins. */
class FirstBootScriptTest {
    private static final String FORMATTED = "xfs 11111111-2222-3333-4444-555555555555\n";

    @TempDir
    Path directory;

    private Rehearsal machine;

    @BeforeEach
    void start() throws Exception {
        machine = new Rehearsal(directory, "worker-1");
    }

    @AfterEach
    void stop() {
        machine.close();
    }

    private long times(String call) throws Exception {
        return machine.calls().stream().filter(made -> made.startsWith(call)).count();
    }

    private void assertReady(Ended ended) throws Exception {
        assertThat(ended.said()).contains("done: worker-1 has been started");
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(machine.read("opt/seawall/backend/lib/a.jar")).isEqualTo("a library");
        assertThat(machine.read("etc/seawall/tls/key.pem")).contains("PRIVATE KEY");
        assertThat(machine.root.resolve("var/lib/seawall/first-boot")).doesNotExist();
        assertThat(machine.root.resolve("host/mounted")).exists();
    }

    @Test
    void aFreshMachineWithABlankVolumeIsMadeReady() throws Exception {
        machine.withDisk("");

        assertReady(machine.boot());

        assertThat(machine.calls().stream().filter(call -> !call.startsWith("java") && !call.startsWith("mountpoint")))
                .containsExactly(
                        "dnf install -y -q java-21-amazon-corretto-headless",
                        "blkid -p " + machine.device(),
                        "mkfs.xfs -q " + machine.device(),
                        "blkid -o value -s UUID " + machine.device(),
                        "systemctl daemon-reload",
                        "mount /var/lib/seawall/data",
                        "systemctl daemon-reload",
                        "systemctl enable --now seawall-rotate.timer",
                        "systemctl enable --now seawall.service",
                        "systemctl is-active seawall.service");
        assertThat(machine.read("etc/fstab")).isEqualTo("""
                UUID=root / xfs defaults 1 1
                UUID=6c5e8a52-0f8c-4a52-9d0e-5f6f3a3d1c11 /var/lib/seawall/data xfs defaults,nofail,noatime 0 2
                """);
        Path key = machine.root.resolve("etc/seawall/tls/key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(key.toRealPath().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatOnlyTheMachineKnowsIsFilledIn() throws Exception {
        Files.createDirectories(machine.root.resolve("var/lib/cloud/data"));
        Files.writeString(machine.root.resolve("var/lib/cloud/data/instance-id"), "i-0123456789abcdef0\n");

        assertReady(machine.withDisk("").boot());

        assertThat(machine.read("etc/seawall/config.yaml"))
                .contains("data: " + machine.root + "/var/lib/seawall/data\n")
                .contains("id: " + Rehearsal.VOLUME, "owner: i-0123456789abcdef0", "epoch: 7");
        assertThat(machine.read("etc/systemd/system/seawall.service"))
                .contains("ExecStart=" + directory.resolve("bin/java") + " -Xmx256m")
                .contains(" --config " + machine.root + "/etc/seawall/config.yaml\n")
                .doesNotContain("__");
        assertThat(machine.read("etc/systemd/system/seawall-rotate.timer")).contains("OnUnitActiveSec=2s");
        assertThat(machine.read("etc/logrotate.d/seawall")).contains("/var/log/seawall/worker-1.log {");
    }

    @Test
    void aSecondRunFetchesFormatsAndReplacesNothing() throws Exception {
        machine.withDisk("").boot();
        String key = machine.read("etc/seawall/tls/key.pem");
        machine.server.close();

        assertReady(machine.boot());

        assertThat(times("mkfs.xfs")).isEqualTo(1);
        assertThat(times("mount ")).isEqualTo(1);
        assertThat(times("dnf")).isEqualTo(1);
        assertThat(machine.read("etc/seawall/tls/key.pem")).isEqualTo(key);
    }

    /** The host's commands are where a run can be cut: killed at each of them in turn, then run again. */
    @Test
    void aRunThatIsKilledAnywhereIsTakenUpByTheNext() throws Exception {
        machine.withDisk("").boot();
        int calls = machine.calls().size();

        for (int at = 1; at <= calls; at++) {
            Path elsewhere = Files.createDirectories(directory.resolve("killed-at-" + at));
            try (var other = new Rehearsal(elsewhere, "worker-1")) {
                other.withDisk("").host("kill-at", at + "\n");
                assertThat(other.boot().code()).as("killed at call " + at).isNotZero();

                Ended again = other.boot();

                assertThat(again.code()).as(again.said()).isZero();
                assertThat(Files.readString(other.device())).startsWith("xfs 6c5e8a52");
                assertThat(other.read("etc/fstab").lines()).hasSize(2);
            }
        }
    }

    @Test
    void aVolumeWithAFileSystemKeepsWhatItHolds() throws Exception {
        machine.withDisk(FORMATTED);

        assertReady(machine.boot());

        assertThat(Files.readString(machine.device())).isEqualTo(FORMATTED);
        assertThat(times("mkfs.xfs")).isZero();
        assertThat(machine.read("etc/fstab")).contains("UUID=11111111-2222-3333-4444-555555555555 ");
    }

    @Test
    void nothingIsDoneToAVolumeThatMayHoldSomethingElse() throws Exception {
        for (String content : List.of("ext4 1-2-3\n", "noise\n", "broken\n")) {
            Ended ended = machine.withDisk(content).boot();

            assertThat(ended.code()).as(content).isEqualTo(1);
            assertThat(ended.said()).contains("FAILED: ", Rehearsal.VOLUME, "run this again");
            assertThat(Files.readString(machine.device())).isEqualTo(content);
        }
        assertThat(times("mkfs.xfs") + times("mount ")).isZero();
    }

    @Test
    void aVolumeThatCannotBeMountedIsLeftAlone() throws Exception {
        Ended ended = machine.withDisk(FORMATTED).host("bad-disk", "").boot();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("Structure needs cleaning", "mount /var/lib/seawall/data failed");
        assertThat(times("mkfs.xfs") + times("systemctl enable")).isZero();
    }

    @Test
    void aVolumeMayComeLate() throws Exception {
        var attaching = new Thread(() -> {
            try {
                while (!Files.exists(machine.root.resolve("etc/seawall/slot.sha256"))) {
                    Thread.onSpinWait();
                }
                machine.withDisk("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        attaching.start();

        assertReady(machine.boot());
        attaching.join();
    }

    @Test
    void aVolumeThatNeverComesIsNamed() throws Exception {
        Ended ended = machine.boot();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .contains(Rehearsal.VOLUME + " did not appear within 3 s as " + machine.device(), "./seawall status");
    }

    @Test
    void aDownloadGoesOnWhereItBrokeOff() throws Exception {
        machine.server.next(IS_UNAVAILABLE, BREAKS_OFF);

        assertReady(machine.withDisk("").boot());

        assertThat(machine.server.asked).anyMatch(asked -> asked.matches("/program.tar bytes=[1-9][0-9]+-"));
    }

    @Test
    void aDownloadWithOtherBytesIsThrownAway() throws Exception {
        machine.server.next(HAS_OTHER_BYTES);
        assertReady(machine.withDisk("").boot());
    }

    @Test
    void aProgramThatStaysAnotherIsNeverUnpacked() throws Exception {
        machine.server.next(HAS_OTHER_BYTES, HAS_OTHER_BYTES, HAS_OTHER_BYTES);

        Ended ended = machine.withDisk("").boot();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("the program backend came with other content 3 times: its SHA-256 is ");
        assertThat(machine.root.resolve("opt/seawall/backend")).doesNotExist();
        assertThat(times("mkfs.xfs")).isZero();
    }

    @Test
    void anExpiredUrlEndsItAtOnce() throws Exception {
        machine.server.next(IS_FORBIDDEN);

        Ended ended = machine.withDisk("").boot();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("403", "launch anew: ./seawall replace worker-1");
        assertThat(machine.server.asked).hasSize(1);
        assertThat(ended.said()).doesNotContain("X-Amz-Signature");
    }

    @Test
    void aRepositoryThatIsOutOfReachIsSaidSo() throws Exception {
        Ended ended = machine.withDisk("").host("no-repository", "").boot();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("Failed to download metadata", "dnf did not install", "S3 endpoint");
    }

    @Test
    void aServiceThatDoesNotStartIsAFailure() throws Exception {
        Ended ended = machine.withDisk("").host("no-start", "").boot();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("seawall.service did not start; its log: ");
    }
}
