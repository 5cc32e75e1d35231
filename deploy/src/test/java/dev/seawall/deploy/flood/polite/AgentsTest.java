package dev.seawall.deploy.flood.polite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Polite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both agents as processes, as a flood run starts and ends them. */
@Timeout(120)
class AgentsTest {
    @TempDir
    Path directory;

    @Test
    void theProbeCountsWhatAnNbdkitMakesDurable() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/nbdkit")), "nbdkit is missing: apt-get install nbdkit");
        Path image = Files.write(directory.resolve("volume.img"), new byte[1 << 20]);
        int port = freePort();
        var nbdkit = new ProcessBuilder(
                        "nbdkit", "-f", "-i", "127.0.0.1", "-p", Integer.toString(port), "file", image.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nbdkit").toFile())
                .start();
        try {
            awaitListening(port);
            try (var probe = new AgentProgram(
                    FsyncProbe.class,
                    directory,
                    "--name",
                    "worker-1",
                    "--nbd",
                    "127.0.0.1:" + port,
                    "--offset",
                    "8192",
                    "--seconds",
                    "2")) {
                var entries = probe.rest();

                assertThat(probe.code()).as(probe.errors()).isZero();
                assertThat(entries).hasSizeBetween(1, 4).allSatisfy(entry -> assertThat(entry)
                        .isInstanceOfSatisfying(Fsyncs.class, one -> {
                            assertThat(one.worker()).isEqualTo("worker-1");
                            assertThat(one.failed()).isZero();
                            assertThat(one.latency().decoded().getTotalCount()).isEqualTo(one.done());
                        }));
                assertThat(entries.stream()
                                .mapToLong(entry -> ((Fsyncs) entry).done())
                                .sum())
                        .isPositive();
            }
            byte[] content = Files.readAllBytes(image);
            assertThat(content[8192]).isEqualTo(content[12287]).isNotZero();
            assertThat(content[8191]).isZero();
            assertThat(content[12288]).isZero();
        } finally {
            nbdkit.destroyForcibly();
        }
    }

    @Test
    void whileNothingComesBackTheProbeGoesOnSayingForHowLong() throws Exception {
        try (var server = new NbdByHand(NbdByHand.FLUSHES, true, (number, type) -> {
                    if (number > 10) {
                        new CountDownLatch(1).await();
                    }
                    return 0;
                });
                var probe = new AgentProgram(
                        FsyncProbe.class, directory, "--name", "w", "--nbd", nbd(server), "--seconds", "100")) {
            Fsyncs early = probe.await(Fsyncs.class, one -> one.pendingMillis() > 0 && one.done() == 0);
            Fsyncs late = probe.await(Fsyncs.class, one -> one.pendingMillis() > early.pendingMillis() + 900);
            probe.closeInput();

            assertThat(late.failed()).isZero();
            assertThat(late.done()).isZero();
            assertThat(probe.code()).as("at its input's end").isZero();
        }
    }

    @Test
    void aVolumeThatCantBeProbedEndsTheProbeWithOne() throws Exception {
        try (var server = new NbdByHand(NbdByHand.READ_ONLY, true, (number, type) -> 0);
                var probe = new AgentProgram(
                        FsyncProbe.class, directory, "--name", "w", "--nbd", nbd(server), "--seconds", "100")) {
            assertThat(probe.code()).isEqualTo(1);
            assertThat(probe.errors()).contains("can't be written to");
        }
    }

    @Test
    void aFileOnAMountedFileSystemIsProbedPastThePageCache() throws Exception {
        Path file = Path.of("target")
                .toAbsolutePath()
                .resolve("fsync-probe-" + ProcessHandle.current().pid());
        try (var probe = new AgentProgram(
                FsyncProbe.class, directory, "--name", "w", "--file", file.toString(), "--seconds", "100")) {
            Fsyncs seen = probe.await(Fsyncs.class, one -> one.done() > 0);
            probe.terminate();

            assertThat(seen.failed()).isZero();
            assertThat(probe.code()).as("on SIGTERM").isEqualTo(143);
            assertThat(Files.size(file)).isEqualTo(4096);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void politeClientsTellEachIntervalAndEndByThemselves() throws Exception {
        try (var server = SocketServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                var clients = polite(server.url("/x"), "--rate", "40", "--seconds", "1.5")) {
            var entries = clients.rest();

            assertThat(clients.code()).as(clients.errors()).isZero();
            assertThat(entries).hasSize(3);
            assertThat(entries.stream()
                            .mapToLong(entry -> ((Polite) entry).due())
                            .sum())
                    .isEqualTo(60);
        }
    }

    @Test
    void wrongArgumentsEndWithTwoAndSayWhatWouldDo() throws Exception {
        assertMisuse("--rate", "0", "--rate must be a number from 0.1");
        assertMisuse("--colour", "red", "--colour is not an argument; there are --name");
        assertMisuse("--mix", "get=1,post=2", "get=9,put=1");
    }

    private void assertMisuse(String name, String value, String words) throws Exception {
        try (var clients = polite("http://127.0.0.1:1/", name, value, "--seconds", "1")) {
            assertThat(clients.code()).isEqualTo(2);
            assertThat(clients.errors()).contains(words);
        }
    }

    private AgentProgram polite(String url, String... more) throws IOException {
        String[] all = new String[more.length + 6 + (more[0].equals("--rate") ? 0 : 2)];
        System.arraycopy(more, 0, all, 0, more.length);
        String[] fixed = {"--name", "door", "--url", url, "--timeout-millis", "5000", "--rate", "1"};
        System.arraycopy(fixed, 0, all, more.length, all.length - more.length);
        return new AgentProgram(PoliteClients.class, directory, all);
    }

    private static String nbd(NbdByHand server) {
        return "127.0.0.1:" + server.address().getPort();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(int port) {
        long limit = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < limit) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        throw new AssertionError("nothing listens on port " + port + " after 30 s");
    }
}
