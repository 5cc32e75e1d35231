package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Running;
import dev.seawall.deploy.lab.portal.Gate;
import dev.seawall.deploy.lab.portal.Portal;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has the portal run in the fabric's router, and starts it again should it end. It ends with this program, whose end of its
 * standard input is closed then. Thread-safe; one virtual thread waits.
 */
public final class PortalKeeper implements AutoCloseable {
    /** Of HTTPS, as in the groups' rules; what is spoken there is HTTP. */
    public static final int S3_PORT = 443;

    private static final Logger LOG = System.getLogger(PortalKeeper.class.getName());
    private static final long AGAIN_MILLIS = 500;

    private final Fabric fabric;
    private final Path directory;
    private final Path javaHome;
    private volatile boolean closed;
    private volatile @Nullable Running running;

    private PortalKeeper(Fabric fabric, Path directory, Path javaHome) {
        this.fabric = fabric;
        this.directory = directory;
        this.javaHome = javaHome;
    }

    /**
     * The portal listens when this returns.
     *
     * @param directory of its two sockets, and of its log
     */
    public static PortalKeeper start(Fabric fabric, Path directory, Path javaHome)
            throws FabricException, IOException, InterruptedException {
        var keeper = new PortalKeeper(fabric, directory, javaHome);
        Running first = keeper.open();
        Thread.ofVirtual().name("portal").start(() -> keeper.keep(first));
        return keeper;
    }

    private Running open() throws FabricException, IOException, InterruptedException {
        Path log = directory.resolve("portal.log");
        Running portal = fabric.node(Fabric.ROUTER)
                .pipe(
                        log,
                        Map.of(),
                        List.of(
                                "env",
                                "--chdir=" + directory,
                                javaHome.resolve("bin/java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Portal.class.getName(),
                                Gate.OUT,
                                Gate.IN,
                                Border.S3_ADDRESS,
                                Integer.toString(S3_PORT)));
        BufferedReader said = portal.process().inputReader();
        if (!"ready".equals(said.readLine())) {
            portal.kill();
            throw new IOException(
                    "the portal into the lab's network ended while it was starting; its words are in " + log);
        }
        running = portal;
        if (closed) {
            portal.kill();
        }
        return portal;
    }

    private void keep(Running first) {
        Running portal = first;
        try {
            while (!closed) {
                portal.process().waitFor();
                while (!closed && !portal.isAlive()) {
                    LOG.log(Level.WARNING, "the portal into the lab's network has ended; it is started again");
                    TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
                    try {
                        portal = open();
                    } catch (FabricException | IOException e) {
                        LOG.log(Level.ERROR, "the portal was not started again: " + e.getMessage());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        Running portal = running;
        if (portal != null) {
            portal.kill();
        }
    }
}
