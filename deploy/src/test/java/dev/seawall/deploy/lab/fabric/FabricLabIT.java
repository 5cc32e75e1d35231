package dev.seawall.deploy.lab.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fabric with real namespaces, packets and volumes. */
class FabricLabIT {
    private static final Shape FAST = new Shape(400_000_000, 1000);

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static Fabric fabric;

    @BeforeAll
    static void lay() throws Exception {
        RealLab.needsNetwork();
        sandbox = Sandbox.open(folder, Sandbox.Lifetime.WITH_CALLER);
        fabric = Fabric.create(sandbox);
        fabric.addInstance("front-door-1", "10.61.0.11", FAST);
        fabric.addInstance("front-door-2", "10.61.0.12", FAST);
        fabric.addInstance("worker-1", "10.61.128.11", FAST);
        fabric.addInstance("ebs", "10.61.255.11", FAST);
    }

    @AfterAll
    static void end() throws Exception {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** Listens in a node, until it is closed, and says its own name to whoever connects. */
    private static Running listener(String node, String address, int port) throws Exception {
        Running listener = fabric.node(node)
                .pipe(
                        folder.resolve("listener.log"),
                        Map.of(),
                        java("Listener", address, Integer.toString(port), node));
        assertThat(listener.process().inputReader().readLine()).isEqualTo("listening");
        return listener;
    }

    private static List<String> java(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of("target/test-classes").toAbsolutePath().toString(),
                "dev.seawall.deploy.lab.fabric." + program));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Who answers at an address, as seen from a node; nothing when nobody does within a second. */
    private static String answer(String from, String address, int port) throws Exception {
        String script =
                "timeout 1 bash -c 'exec 3<>/dev/tcp/" + address + "/" + port + " && cat <&3' 2>/dev/null || true";
        var process = fabric.node(from)
                .pipe(folder.resolve("answer.log"), Map.of(), List.of("bash", "-c", script))
                .process();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }

    @Test
    void aPublicAddressMovesFromOneInstanceToAnotherAndGoes() throws Exception {
        String address = "203.0.113.11";
        try (var first = listener("front-door-1", "0.0.0.0", 8001);
                var second = listener("front-door-2", "0.0.0.0", 8001)) {
            fabric.elastic(address, "front-door-1");
            assertThat(answer("inet", address, 8001)).isEqualTo("front-door-1");
            assertThat(answer("worker-1", address, 8001)).isEqualTo("front-door-1");
            fabric.elastic(address, "front-door-2");
            assertThat(answer("inet", address, 8001)).isEqualTo("front-door-2");
            fabric.dropElastic(address);
            assertThat(answer("inet", address, 8001)).isEmpty();
            assertThat(List.of(first, second)).allMatch(Running::isAlive);
        }
    }

    @Test
    void aFirewallLetsInAndOutWhatItsRulesSayAndAnswersToThat() throws Exception {
        try (var worker = listener("worker-1", "0.0.0.0", 9000);
                var other = listener("front-door-2", "0.0.0.0", 9001)) {
            fabric.firewall("worker-1", List.of(Rule.in("tcp", 9000, "10.61.0.11/32")));
            assertThat(answer("front-door-1", "10.61.128.11", 9000)).isEqualTo("worker-1");
            assertThat(answer("front-door-2", "10.61.128.11", 9000)).isEmpty();
            assertThat(answer("worker-1", "10.61.0.12", 9001)).isEmpty();

            fabric.firewall("worker-1", List.of(Rule.in("all", 0, "10.61.0.0/16"), Rule.out("tcp", 9001, "0.0.0.0/0")));
            assertThat(answer("front-door-2", "10.61.128.11", 9000)).isEqualTo("worker-1");
            assertThat(answer("worker-1", "10.61.0.12", 9001)).isEqualTo("front-door-2");
            fabric.unfiltered("worker-1");
            assertThat(List.of(worker, other)).allMatch(Running::isAlive);
        }
    }

    @Test
    void nothingOfItIsSeenOnThisComputerAndNothingOfThisComputerInIt() throws Exception {
        try (var local = new ServerSocket()) {
            local.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(answer("inet", "127.0.0.1", local.getLocalPort())).isEmpty();
        }
        assertThat(Files.exists(Sandbox.MARKER)).isFalse();
        assertThat(Marker.read(sandbox.inside(Sandbox.MARKER)))
                .extracting(Marker.Line::name)
                .contains("router", "inet", "bots", "worker-1");
        assertThat(Fabric.of(sandbox).node("worker-1").address()).isEqualTo("10.61.128.11");
    }

    @Test
    void anInterfaceLetsThroughWhatItsShapeSays() throws Exception {
        fabric.addInstance("slow", "10.61.0.40", new Shape(20_000_000, 100));
        Counters before = fabric.counters("slow");
        long began = System.nanoTime();
        try (var sink = listener("slow", "0.0.0.0", 8002)) {
            fabric.node("inet")
                    .pipe(
                            folder.resolve("send.log"),
                            Map.of(),
                            List.of("bash", "-c", "head -c 4000000 /dev/zero >/dev/tcp/10.61.0.40/8002"))
                    .process()
                    .waitFor();
            assertThat(sink.process().inputReader().readLine()).isEqualTo("4000000 bytes");
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Counters carried = fabric.counters("slow").minus(before);
        assertThat(carried.receivedBytes()).isGreaterThan(4_000_000);
        assertThat(seconds).as("4 MB at 20 Mbit/s").isGreaterThan(1.5);
        fabric.remove("slow");
        assertThat(fabric.nodes()).noneMatch(node -> node.name().equals("slow"));
    }

    @Test
    void aVolumeIsReachedOverTheWireAndOverALaneOfItsOwn() throws Exception {
        RealLab.needsVolumes();
        Path image = folder.resolve("volume.img");
        Path at = folder.resolve("data");
        try (var server = VolumeServer.start(
                        fabric.node("ebs"), image, 64 << 20, VolumeServer.FIRST_PORT, folder.resolve("ebs.log"));
                var device = VolumeDevice.connect(
                        fabric.node("worker-1"), server, folder.resolve("nbd"), folder.resolve("nbd.log"))) {
            Counters before = fabric.counters("worker-1");
            device.format();
            device.mount(at);
            write(at.resolve("file"), 3_000_000);
            assertThat(fabric.counters("worker-1").minus(before).sentBytes()).isGreaterThan(3_000_000);
            device.unmount(at);

            fabric.lane("worker-1", "ebs", FAST);
            var laneDevice = VolumeDevice.connect(
                    fabric.node("worker-1"), server, folder.resolve("nbd2"), folder.resolve("nbd.log"));
            before = fabric.counters("worker-1");
            laneDevice.mount(at);
            write(at.resolve("again"), 3_000_000);
            assertThat(fabric.counters("worker-1").minus(before).sentBytes()).isLessThan(100_000);
            laneDevice.unmount(at);
            laneDevice.close();
        }
        assertThat(loopDevices()).noneMatch(backing -> backing.contains(folder.toString()));
    }

    private static void write(Path file, int bytes) throws Exception {
        var process = fabric.node("worker-1")
                .pipe(
                        folder.resolve("write.log"),
                        Map.of(),
                        List.of("dd", "if=/dev/zero", "of=" + file, "bs=" + bytes, "count=1", "conv=fsync"))
                .process();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("write.log")))
                .isZero();
    }

    private static List<String> loopDevices() throws Exception {
        List<String> backing = new ArrayList<>();
        try (Stream<Path> devices = Files.list(Path.of("/sys/block"))) {
            for (Path device : devices.toList()) {
                Path file = device.resolve("loop/backing_file");
                if (Files.exists(file)) {
                    backing.add(Files.readString(file));
                }
            }
        }
        return backing;
    }
}
