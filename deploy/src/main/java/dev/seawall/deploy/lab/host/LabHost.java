package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.SmallEc2;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.process.DirectoryDisks;
import dev.seawall.deploy.lab.process.LabDirectory;
import dev.seawall.deploy.lab.process.ProcessMachines;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * The daemon's main: a small EC2 whose machines are namespaces or processes, for one directory. It ends on SIGTERM and leaves its
 * machines running; the next one adopts them.
 */
public final class LabHost {
    /** Beyond the ports that Linux gives to outgoing connections, so that it is free again after a restart. */
    private static final int FIRST_PORT = 61_100;

    private static final int LAST_PORT = 61_999;

    private LabHost() {}

    /**
     * Runs until it is told to end.
     *
     * @param args the lab's directory, the region it plays, the build that started it, and how far its machines are wished
     *     to be from each other, which counts when the lab is new
     */
    public static void main(String[] args) {
        var lab = new LabDirectory(Path.of(args[0]));
        var files = new DaemonFiles(lab.root());
        try {
            lab.create();
            Files.createDirectories(files.world());
            run(lab, files, args[1], args[2], Isolation.Wish.valueOf(args[3]));
        } catch (IOException | FabricException | RuntimeException e) {
            System.err.println(Instant.now() + " the lab ends: " + e.getMessage());
            e.printStackTrace();
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(LabDirectory lab, DaemonFiles files, String region, String build, Isolation.Wish wish)
            throws IOException, FabricException, InterruptedException {
        Isolation isolation = isolation(files, wish);
        LabNetwork.Taken taken = LabNetwork.take(files.network());
        var javaHome = Path.of(System.getProperty("java.home"));
        int port = port(files.port());
        Ground ground = isolation.inNamespaces()
                ? Ground.namespaces(lab, taken.network(), isolation.volumes(), port, javaHome)
                : Ground.loopback(lab, taken.network(), URI.create("http://127.0.0.1:" + port));
        var machines = ProcessMachines.in(lab, javaHome, ground.network(), ground.drives(), ProcessMachines.STOP_LIMIT);
        var config = ground.setting()
                .apply(LabConfig.of(
                                machines,
                                new DirectoryDisks(lab, machines, isolation.volumes() == Isolation.Volumes.network))
                        .withPort(port)
                        .withRegion(region)
                        .withDirectory(files.world()));
        SmallEc2 ec2 = SmallEc2.start(config);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.deleteIfExists(files.record());
                ec2.close();
                machines.close();
                ground.letGo().run();
                taken.guard().close();
                System.out.println(Instant.now() + " ended; its machines run on");
            } catch (IOException e) {
                System.err.println(Instant.now() + " failed to end in order: " + e.getMessage());
            }
            ended.countDown();
        }));
        DaemonRecord.ofThisProcess(
                        ec2.endpoint(),
                        ground.machinesEndpoint(),
                        ground.privateNetwork().toString(),
                        region,
                        isolation,
                        build)
                .write(files.record());
        System.out.println(Instant.now() + " listening at " + ec2.endpoint() + ", machines in "
                + ground.privateNetwork() + ", public addresses in "
                + taken.network().publicPool() + "; " + isolation.sentence());
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A lab that began before there was a choice has processes. */
    private static Isolation isolation(DaemonFiles files, Isolation.Wish wish)
            throws IOException, InterruptedException {
        var kept = Isolation.read(files.isolation());
        if (kept.isPresent()) {
            return kept.get();
        }
        Isolation chosen =
                Files.exists(files.network()) ? Isolation.processes("the lab began so") : Isolation.choose(wish);
        chosen.write(files.isolation());
        return chosen;
    }

    /** The port that this lab has always had: its machines ask there for what is in its buckets. */
    private static int port(Path file) throws IOException {
        if (Files.exists(file)) {
            return Integer.parseInt(Files.readString(file).strip());
        }
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                Files.writeString(file, free.getLocalPort() + "\n");
                return port;
            } catch (BindException e) {
                // The next one.
            }
        }
        throw new IOException("every port from " + FIRST_PORT + " to " + LAST_PORT + " is in use");
    }
}
