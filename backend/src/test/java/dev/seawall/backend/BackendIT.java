package dev.seawall.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program: started, killed, started again, told to stop, started wrongly. */
class BackendIT {
    private static final int WRITERS = 8;

    @TempDir
    Path folder = Path.of("unset");

    /** Content that can be recognised as whole: its seed leads it. */
    private static byte[] content(int seed) {
        var random = new Random(seed);
        byte[] bytes = new byte[4 + random.nextInt(random.nextInt(4) == 0 ? 200_000 : 4_000)];
        random.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putInt(seed);
        return bytes;
    }

    private static boolean whole(byte[] found) {
        return found.length >= 4
                && Arrays.equals(found, content(ByteBuffer.wrap(found).getInt()));
    }

    @Test
    void everyAcknowledgedWriteSurvivesKillsAndNoOtherIsHalfVisible() throws Exception {
        Path config = WorkerProcess.config(folder, "");
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        Map<String, Integer> tried = new ConcurrentHashMap<>();

        for (int round = 0; round < 3; round++) {
            try (var worker = new WorkerProcess(config).ready()) {
                var enough = new CountDownLatch(150);
                try (var writers = Executors.newFixedThreadPool(WRITERS)) {
                    for (int writer = 0; writer < WRITERS; writer++) {
                        int first = (round * WRITERS + writer) * 100_000;
                        int id = writer;
                        writers.execute(() -> write(worker, id, first, tried, acknowledged, enough));
                    }
                    assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
                    worker.kill();
                }
            }
            try (var worker = new WorkerProcess(config).ready()) {
                for (Map.Entry<String, Integer> entry : tried.entrySet()) {
                    HttpResponse<byte[]> found = worker.get(entry.getKey());
                    if (found.statusCode() == 404) {
                        assertThat(acknowledged).doesNotContainKey(entry.getKey());
                        continue;
                    }
                    assertThat(found.statusCode()).isEqualTo(200);
                    assertThat(whole(found.body()))
                            .as("%s is whole", entry.getKey())
                            .isTrue();
                    int seed = ByteBuffer.wrap(found.body()).getInt();
                    assertThat(seed).as(entry.getKey()).isIn(acknowledged.get(entry.getKey()), entry.getValue());
                    // An unanswered write that was found is as good as acknowledged: it must not vanish later.
                    acknowledged.put(entry.getKey(), seed);
                }
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(50);
    }

    /** Writes its own keys over and over until the worker is gone. */
    private static void write(
            WorkerProcess worker,
            int writer,
            int firstSeed,
            Map<String, Integer> tried,
            Map<String, Integer> acknowledged,
            CountDownLatch enough) {
        var random = new Random(firstSeed);
        try {
            for (int seed = firstSeed; ; seed++) {
                String target = "/v1/objects/writer-" + writer + "/" + random.nextInt(30);
                tried.put(target, seed);
                if (worker.put(target, content(seed)) >= 300) {
                    return;
                }
                acknowledged.put(target, seed);
                enough.countDown();
            }
        } catch (IOException | InterruptedException e) {
            // The worker was killed: what was tried last is neither promised nor excluded.
        }
    }

    @Test
    void aSignalLetsTheRequestInFlightFinish() throws Exception {
        Path config = WorkerProcess.config(folder, "");
        try (var worker = new WorkerProcess(config).ready();
                var slow = new Socket(InetAddress.getLoopbackAddress(), worker.port())) {
            slow.setSoTimeout(30_000);
            slow.getOutputStream()
                    .write(
                            "PUT /v1/objects/slow HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(slow.getInputStream().readNBytes(25), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 100");

            worker.terminate();
            while (!worker.admin("/-/ready").contains("stopping")) {
                Thread.onSpinWait();
            }
            slow.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 201");
            assertThat(worker.exitCode()).isZero();
            assertThat(worker.log()).contains("worker-1 stopped: 1 objects");
        }
        try (var worker = new WorkerProcess(config).ready()) {
            assertThat(worker.holds()).startsWith("1 objects in ").endsWith("(0 orphans swept)");
        }
    }

    @Test
    void theAdminPortTells() throws Exception {
        try (var worker = new WorkerProcess(WorkerProcess.config(folder, "")).ready()) {
            worker.put("/v1/objects/a", content(1));

            assertThat(worker.admin("/-/health")).contains("\"ok\"");
            assertThat(worker.admin("/-/ready")).isEqualTo("{\"ready\":true,\"reasons\":[]}\n");
            assertThat(worker.admin("/-/observations"))
                    .contains(
                            "\"subject\":\"store\"",
                            "\"outcome\":\"reached\"",
                            "\"objects\":1",
                            "worker-1 holds 1 object, ");
            assertThat(worker.admin("/metrics"))
                    .contains(
                            "seawall_backend_requests_total{method=\"PUT\",status=\"2xx\"} 1.0",
                            "seawall_backend_commit_writes_count 1",
                            "seawall_backend_objects 1.0",
                            "jvm_memory_used_bytes");
            assertThat(worker.adminAs("rebound.example")).startsWith("HTTP/1.1 421");
            assertThat(worker.adminAs("localhost")).startsWith("HTTP/1.1 200");
            assertThat(worker.admin("/other")).contains("urn:seawall:problem:no-route");
        }
    }

    @Test
    void theVolumeThatFailsWhileRunningEndsTheWorker() throws Exception {
        try (var worker = new WorkerProcess(WorkerProcess.config(folder, "store: {inlineBytes: 16B}")).ready()) {
            // A file where files/ was: the rename of the next large object fails as on a broken volume.
            Path files = folder.resolve("data/files");
            Files.delete(files);
            Files.writeString(files, "in the way");

            assertThat(worker.put("/v1/objects/k", new byte[100])).isEqualTo(503);

            assertThat(worker.exitCode()).isEqualTo(5);
            assertThat(worker.log()).containsOnlyOnce("no write is acknowledged any more");
        }
    }

    @Test
    void aDiskThatRefusesAnFsyncEndsTheWorker() throws Exception {
        Path config = WorkerProcess.config(folder, "store: {inlineBytes: 16B}");
        try (var worker = WorkerProcess.on(BrokenDisk.class, config).ready()) {
            assertThat(worker.put("/v1/objects/small", new byte[1])).isEqualTo(201);

            assertThat(worker.put("/v1/objects/large", new byte[100])).isEqualTo(503);

            assertThat(worker.exitCode()).isEqualTo(5);
            assertThat(worker.log()).containsOnlyOnce("no write is acknowledged any more");
        }
        try (var worker = new WorkerProcess(config).ready()) {
            assertThat(worker.holds()).startsWith("1 objects");
            assertThat(worker.get("/v1/objects/small").statusCode()).isEqualTo(200);
            assertThat(worker.get("/v1/objects/large").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theNativeLibrarysCopyIsGoneWhileTheWorkerRuns() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        try (var worker =
                new WorkerProcess(WorkerProcess.config(folder, ""), "-Djava.io.tmpdir=" + temporary).ready()) {
            assertThat(worker.holds()).startsWith("0 objects");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void aWrongStartEndsWithASentenceAndItsOwnCode() throws Exception {
        assertEndsWith(2, "deployment is required", Files.writeString(folder.resolve("bad.yaml"), "name: worker-1"));
        assertEndsWith(2, "there is no such file", folder.resolve("none.yaml"));

        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = WorkerProcess.config(folder, "");
            Files.writeString(
                    config,
                    Files.readString(config)
                            .replaceFirst("http: .*", "http: {host: 127.0.0.1, port: " + taken.getLocalPort() + "}"));
            assertEndsWith(3, "failed to listen at 127.0.0.1:" + taken.getLocalPort(), config);
        }
        Path config = WorkerProcess.config(folder, "");
        try (var running = new WorkerProcess(config).ready()) {
            assertThat(running.holds()).startsWith("0 objects");
            assertEndsWith(4, "in use by another worker process", config);
        }
        Files.writeString(config, Files.readString(config).replace("worker-1", "worker-2"));
        assertEndsWith(4, "belongs to worker-1 of deployment shop, this worker is worker-2", config);
    }

    private static void assertEndsWith(int code, String sentence, Path config) throws Exception {
        try (var worker = new WorkerProcess(config)) {
            assertThat(worker.exitCode()).isEqualTo(code);
            assertThat(worker.log()).contains(sentence).doesNotContain("\tat ");
        }
    }
}
