package dev.seawall.deploy.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The stand-ins, called by a real shell: the exit codes and words of the commands that they stand in for. */
@EnabledOnOs(OS.LINUX)
class StandInsTest {
    private static final String DEVICE = "$SEAWALL_ROOT/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0a";

    @TempDir
    Path directory;

    private LabDirectory lab;
    private StandIns standIns;
    private RootDirectory files;

    /** How a command ended, and all it said. */
    private record Ended(int code, String said) {}

    @BeforeEach
    void prepare() throws IOException {
        lab = new LabDirectory(directory.toRealPath());
        lab.create();
        standIns = StandIns.in(lab.host(), Path.of(System.getProperty("java.home")));
        Files.createDirectories(lab.disk("vol-0a"));
        files = new RootDirectory(lab.machine("i-1"));
        Files.createDirectories(files.directory());
        files.prepare();
        files.attach("vol-0a", lab.disk("vol-0a"));
        Files.createFile(files.root().resolve("run/booted"));
    }

    @AfterEach
    void endWhatRuns() throws Exception {
        new MachineProcesses(files.root(), System::nanoTime).end(Duration.ofSeconds(10));
    }

    private Ended bash(String script) throws Exception {
        Path said = Files.createTempFile(directory, "said", "");
        var builder = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SEAWALL_ROOT", files.root().toString());
        builder.environment().put("PATH", standIns.bin() + ":" + System.getenv("PATH"));
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(script).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(said, StandardCharsets.UTF_8).strip());
    }

    private void unit(String name, String text) throws IOException {
        Files.writeString(files.root().resolve("etc/systemd/system").resolve(name), text);
    }

    private void mounted() throws Exception {
        assertThat(bash("mkfs.xfs -q " + DEVICE
                        + " && mkdir -p $SEAWALL_ROOT/data && echo UUID=$(blkid -o value -s UUID " + DEVICE
                        + ") /data xfs defaults,nofail 0 2 >$SEAWALL_ROOT/etc/fstab && mount /data"))
                .isEqualTo(new Ended(0, ""));
    }

    @Test
    void aBlankDiskIsTheOneForWhichBlkidSaysTwo() throws Exception {
        assertThat(bash("blkid -p " + DEVICE)).isEqualTo(new Ended(2, ""));

        assertThat(bash("mkfs.xfs -q " + DEVICE)).isEqualTo(new Ended(0, ""));

        assertThat(bash("blkid -p " + DEVICE).said()).contains("TYPE=\"xfs\"", "UUID=\"");
        assertThat(bash("blkid -o value -s TYPE " + DEVICE)).isEqualTo(new Ended(0, "xfs"));
        assertThat(bash("mkfs.xfs " + DEVICE).code()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoFileSystemAreNotBlank() throws Exception {
        Files.writeString(lab.disk("vol-0a").resolve("leftover"), "somebody's");

        assertThat(bash("blkid -p " + DEVICE).code()).isEqualTo(8);
    }

    @Test
    void aMountedDirectoryShowsTheDiskAndItsVolume() throws Exception {
        mounted();
        Files.writeString(files.root().resolve("data/file"), "kept");

        assertThat(lab.disk("vol-0a").resolve("tree/file")).hasContent("kept");
        assertThat(files.root().resolve("data/.seawall-volume")).hasContent("vol-0a\n");
        assertThat(bash("mountpoint -q $SEAWALL_ROOT/data").code()).isZero();
        assertThat(bash("mountpoint /etc")).isEqualTo(new Ended(32, "/etc is not a mountpoint"));
        assertThat(bash("mount /data").code()).isEqualTo(32);
        assertThat(bash("mount -a").code()).isZero();

        files.unlink("vol-0a");
        files.unlink("vol-0a");
        files.detach("vol-0a");

        assertThat(files.root().resolve("data")).isEmptyDirectory();
        assertThat(bash("mountpoint -q /data").code()).isEqualTo(32);
    }

    @Test
    void whatAStandInDoesNotKnowItRefuses() throws Exception {
        for (String call :
                List.of("mount -t xfs /dev/x /y", "blkid", "mkfs.xfs -f x", "systemctl mask x", "dnf remove -y java")) {
            var ended = bash(call);
            assertThat(ended.code()).as(call).isEqualTo(64);
            assertThat(ended.said()).contains("the process lab has no stand-in for");
        }
        assertThat(bash("dnf install -y httpd").code()).isEqualTo(1);
        assertThat(bash("dnf install -y -q java-21-amazon-corretto-headless").code())
                .isZero();
    }

    @Test
    void aServiceIsRestartedAsItsUnitSaysAndStoppedForGood() throws Exception {
        unit("counter.service", """
                [Service]
                # once more each time
                Environment=WORD=again "OTHER=two words"
                ExecStart=/bin/sh -c 'env | grep -E "^(WORD|OTHER)=" | sort >>"%s/started"; sleep 0.2'
                Restart=always
                RestartSec=50ms
                [Install]
                WantedBy=multi-user.target
                """.formatted(directory));

        assertThat(
                        bash(
                                "systemctl daemon-reload && systemctl enable --now counter.service && systemctl is-active counter.service"))
                .isEqualTo(new Ended(0, "active"));
        assertThat(bash("until [ $(wc -l <" + directory + "/started) -ge 6 ]; do sleep 0.05; done")
                        .code())
                .isZero();
        assertThat(Files.readString(directory.resolve("started"))).startsWith("OTHER=two words\nWORD=again\n");
        assertThat(bash("systemctl stop counter && systemctl is-active counter.service"))
                .isEqualTo(new Ended(3, "inactive"));
        // What was killed is gone a moment later.
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        var processes = new MachineProcesses(files.root(), System::nanoTime);
        while (!processes.now().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(processes.now()).isEmpty();
    }

    @Test
    void aServiceThatMustNotRestartAfterACodeIsLeftFailed() throws Exception {
        unit("broken.service", """
                [Service]
                ExecStart=/bin/sh -c "exit 5"
                Restart=always
                RestartSec=1
                RestartPreventExitStatus=5
                """);

        assertThat(bash("systemctl start broken; until [ $(systemctl is-active broken) = failed ]; do sleep 0.05; done")
                        .code())
                .isZero();
    }

    @Test
    void aTimerRunsItsServiceAgainAndAgain() throws Exception {
        unit(
                "tick.service",
                "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo tick >>\"" + directory + "/ticks\"'\n");
        unit("tick.timer", "[Timer]\nOnBootSec=100ms\nOnUnitActiveSec=100ms\n[Install]\nWantedBy=timers.target\n");

        assertThat(bash("systemctl enable --now tick.timer").code()).isZero();

        assertThat(bash("until [ $(wc -l <" + directory + "/ticks 2>/dev/null || echo 0) -ge 3 ]; do sleep 0.05; done")
                        .code())
                .isZero();
        assertThat(bash("systemctl stop tick.timer").code()).isZero();
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        assumeTrue(bash("command -v shellcheck").code() == 0, "shellcheck is not installed");

        assertThat(bash("cd " + lab.host() + " && shellcheck bin/* lib/*")).isEqualTo(new Ended(0, ""));
    }
}
