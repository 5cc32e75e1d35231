package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.SmallEc2;
import dev.seawall.deploy.lab.process.DirectoryDisks;
import dev.seawall.deploy.lab.process.LabDirectory;
import dev.seawall.deploy.lab.process.ProcessMachines;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * The daemon's main: a small EC2 whose machines are processes, for one directory. It ends on SIGTERM and leaves its
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
     * @param args the lab's directory, the region it plays, and the build that started it
     */
    public static void main(String[] args) {
        var lab = new LabDirectory(Path.of(args[0]));
        var files = new DaemonFiles(lab.root());
        try {
            lab.create();
            Files.createDirectories(files.world());
            run(lab, files, args[1], args[2]);
        } catch (IOException | RuntimeException e) {
            System.err.println(Instant.now() + " the lab ends: " + e.getMessage());
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(LabDirectory lab, DaemonFiles files, String region, String build) throws IOException {
        LabNetwork.Taken taken = LabNetwork.take(files.network());
        var machines = ProcessMachines.in(lab, Path.of(System.getProperty("java.home")), ProcessMachines.STOP_LIMIT);
        var config = LabConfig.of(machines, new DirectoryDisks(lab, machines))
                .withRegion(region)
                .withDirectory(files.world())
                .withLoopback(taken.network().publicPool());
        SmallEc2 ec2 = start(config, files.port());
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.deleteIfExists(files.record());
                ec2.close();
                machines.close();
                taken.guard().close();
                System.out.println(Instant.now() + " ended; its machines run on");
            } catch (IOException e) {
                System.err.println(Instant.now() + " failed to end in order: " + e.getMessage());
            }
            ended.countDown();
        }));
        DaemonRecord.ofThisProcess(ec2.endpoint(), taken.network().privateNetwork(), region, build)
                .write(files.record());
        System.out.println(Instant.now() + " listening at " + ec2.endpoint() + ", machines in "
                + taken.network().privateNetwork() + ", public addresses in "
                + taken.network().publicPool());
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** At the port that this lab has always had: its machines ask there for what is in its buckets. */
    private static SmallEc2 start(LabConfig config, Path portFile) throws IOException {
        if (Files.exists(portFile)) {
            return SmallEc2.start(
                    config.withPort(Integer.parseInt(Files.readString(portFile).strip())));
        }
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            try {
                SmallEc2 ec2 = SmallEc2.start(config.withPort(port));
                Files.writeString(portFile, port + "\n");
                return ec2;
            } catch (IOException e) {
                if (!(e.getCause() instanceof BindException)) {
                    throw e;
                }
            }
        }
        throw new IOException("every port from " + FIRST_PORT + " to " + LAST_PORT + " is in use");
    }
}
