package dev.seawall.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.volume.KernelFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged worker on a volume: the right one, a wrong one, one that another launch took, one that gets stuck. */
class VolumeIT {
    private static final String ID = "vol-0123456789abcdef0";

    @TempDir
    Path folder = Path.of("unset");

    private Path data;
    private KernelFiles kernel;

    @BeforeEach
    void attach() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        kernel = new KernelFiles(folder.resolve("kernel"));
        kernel.attached(data, "nvme1n1", ID);
    }

    private WorkerProcess worker(String owner, long epoch) throws Exception {
        return WorkerProcess.on(
                PretendVolume.class,
                WorkerProcess.config(
                        folder,
                        "volume: {id: " + ID + ", fence: {owner: " + owner + ", epoch: " + epoch + "}}\n"
                                + "probe: {interval: 100ms, slow: 200ms, stuck: 500ms}\n"));
    }

    private static void assertRefused(WorkerProcess refused, String... sentences) throws Exception {
        try (refused) {
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.log()).contains(sentences).doesNotContain("\tat ");
        }
    }

    private static void awaitReady(WorkerProcess worker, String wanted) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (String seen = worker.admin("/-/ready"); !seen.contains(wanted); seen = worker.admin("/-/ready")) {
            assertThat(System.nanoTime()).as(seen).isLessThan(deadline);
        }
    }

    @Test
    void aWorkerOnItsVolumeSaysSoAndComesBackUntilALaterLaunchTakesOver() throws Exception {
        for (long epoch : new long[] {7, 7, 1_795_000_000}) {
            try (var worker = worker("i-0aaa", epoch).ready()) {
                assertThat(worker.put("/v1/objects/" + epoch, new byte[10])).isLessThan(300);
                awaitReady(worker, "true");
                assertThat(new String(worker.get("/-/observations").body(), StandardCharsets.UTF_8))
                        .contains(
                                "\"subject\":\"store\"",
                                "\"subject\":\"volume\"",
                                "\"volume\":\"" + ID + "\"",
                                "worker-1 serves from volume " + ID + " on nvme1n1, mounted at " + data
                                        + ", fence held by i-0aaa (epoch " + epoch);
                assertThat(worker.admin("/metrics")).contains("seawall_backend_probe_fsync_duration_seconds_count");
                worker.kill();
            }
        }

        assertRefused(
                worker("i-0aaa", 8),
                "is held by i-0aaa (epoch 1795000000, since ",
                "this worker is i-0aaa with epoch 8: a later launch took the volume over");
        assertRefused(worker("i-0bbb", 1_795_000_000), "two launches of one slot must not share an epoch");
    }

    @Test
    void aWorkerWhoseVolumeIsNotMountedWritesNothingToTheRootDisk() throws Exception {
        kernel.detached(data, "nvme0n1", "vol-0fedcba9876543210");

        assertRefused(worker("i-0aaa", 7), "is no mount point but a folder on vol-0fedcba9876543210 (nvme0n1)");

        try (Stream<Path> left = Files.list(data)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aWorkerWhoseFenceAnotherLaunchTookAcknowledgesNothingMoreAndEnds() throws Exception {
        try (var worker = worker("i-0aaa", 7).ready()) {
            assertThat(worker.put("/v1/objects/a", new byte[10])).isEqualTo(201);
            Path fence = data.resolve("seawall-fence.json");
            Path taken = Files.writeString(
                    folder.resolve("taken"),
                    Files.readString(fence)
                            .replace("\"epoch\":7", "\"epoch\":8")
                            .replace("i-0aaa", "i-0bbb"));
            Files.move(taken, fence, StandardCopyOption.ATOMIC_MOVE);

            assertThat(worker.exitCode()).isEqualTo(6);
            assertThat(worker.log())
                    .contains("is now held by i-0bbb (epoch 8, since ")
                    .containsOnlyOnce("no write is acknowledged any more");
        }
    }

    @Test
    void anFsyncThatDoesNotReturnIsReportedAndOneThatFailsEndsTheWorker() throws Exception {
        try (var worker = worker("i-0aaa", 7).ready()) {
            Path stuck = Files.createFile(folder.resolve("stuck"));
            awaitReady(worker, "\"ready\":false,\"reasons\":[\"no fsync has returned for ");
            assertThat(worker.admin("/-/observations"))
                    .contains("\"subject\":\"volume\",\"outcome\":\"failed\"", "no fsync has returned for ");
            assertThat(worker.put("/v1/objects/b", new byte[10])).isEqualTo(201);

            Files.delete(stuck);
            awaitReady(worker, "\"ready\":true");

            Files.createFile(folder.resolve("broken"));
            assertThat(worker.exitCode()).isEqualTo(5);
            assertThat(worker.log())
                    .contains("worker-1: no fsync has returned for ", "worker-1: fsyncs return again on " + data)
                    .containsOnlyOnce("the fsync of the probe " + data.resolve("seawall-probe") + " failed")
                    .containsOnlyOnce("no write is acknowledged any more");
        }
    }
}
