package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A volume at the other end of a wire: nbdkit(1) serving an image by the NBD protocol, in cleartext, to whomever the
 * node's firewall lets in. Thread-safe.
 */
public final class VolumeServer implements AutoCloseable {
    /** Of volumes; security groups let all of them out. */
    public static final int FIRST_PORT = 10_800;

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 5;

    private final Running running;
    private final String host;
    private final int port;

    private VolumeServer(Running running, String host, int port) {
        this.running = running;
        this.host = host;
        this.port = port;
    }

    /**
     * Serves an image, which is made, full of holes, unless it is there.
     *
     * @param image outside of the sandbox's own /run
     * @param bytes its size
     * @param port from {@link #FIRST_PORT} to 10999
     * @param log gets nbdkit's words
     */
    public static VolumeServer start(Node node, Path image, long bytes, int port, Path log)
            throws FabricException, InterruptedException {
        Path ready = image.resolveSibling(image.getFileName() + ".pid");
        try {
            size(image, bytes);
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new FabricException("failed to make the image " + image + ": " + e.getMessage(), e);
        }
        Running running = node.start(
                log,
                Map.of(),
                List.of(
                        "nbdkit",
                        "--foreground",
                        "--pidfile",
                        ready.toString(),
                        "--ipaddr",
                        node.address(),
                        "--port",
                        Integer.toString(port),
                        "file",
                        image.toString()));
        await(running, ready, "nbdkit, which serves " + image + " at " + node.address() + ":" + port, log);
        return new VolumeServer(running, node.address(), port);
    }

    private static void size(Path image, long bytes) throws IOException {
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            if (file.length() < bytes) {
                file.setLength(bytes);
            }
        }
    }

    /** Both of NBD's programs write their number to a file when they are ready. */
    static void await(Running running, Path ready, String what, Path log) throws FabricException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(ready)) {
            if (!running.isAlive() || System.nanoTime() - deadline > 0) {
                running.kill();
                throw new FabricException(what + ", was not ready within " + START_LIMIT.toSeconds()
                        + " s or ended; its words are in " + log);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** As NBD's programs spell it. */
    String uri() {
        return "nbd://" + host + ":" + port;
    }

    public Running running() {
        return running;
    }

    /** Ends it at once: to its clients the volume is gone. */
    @Override
    public void close() {
        running.kill();
    }
}
