package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.fabric.Shape;
import dev.seawall.deploy.lab.fabric.Toolbox;
import dev.seawall.deploy.lab.fabric.VolumeDevice;
import dev.seawall.deploy.lab.fabric.VolumeServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topology's network and volumes, before any program runs: instances with their interfaces and groups, public
 * addresses, the volume server with the worker's volume and, beside it, the probe's. Used by one thread.
 */
final class Ground {
    private static final long VOLUME_BYTES = 512L << 20;
    private static final long PROBE_BYTES = 64L << 20;

    private final Layout layout;
    private final Workplace place;
    private final Sandbox sandbox;
    private final Fabric fabric;
    private final Path data;
    private @Nullable VolumeDevice device;

    private Ground(Layout layout, Workplace place, Sandbox sandbox, Fabric fabric) {
        this.layout = layout;
        this.place = place;
        this.sandbox = sandbox;
        this.fabric = fabric;
        data = place.images().resolve("data");
    }

    /** Ends with this program, however that ends. */
    static Ground open(Layout layout, Workplace place, Shape shape)
            throws FabricException, IOException, InterruptedException {
        var sandbox = Sandbox.open(place.home(), Sandbox.Lifetime.WITH_CALLER);
        try {
            Files.createDirectories(place.images());
            var ground = new Ground(layout, place, sandbox, Fabric.create(sandbox));
            ground.wire(shape);
            ground.volumes();
            return ground;
        } catch (FabricException | IOException | InterruptedException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private void wire(Shape shape) throws FabricException, InterruptedException {
        for (var instance : layout.instances().entrySet()) {
            fabric.addInstance(instance.getKey(), instance.getValue(), shape);
            fabric.firewall(instance.getKey(), layout.group(instance.getKey()));
        }
        fabric.addInstance(Layout.VOLUME_SERVER, Layout.VOLUME_ADDRESS, Shape.UNLIMITED);
        for (var door : layout.doors()) {
            fabric.elastic(door.publicAddress(), door.instance());
        }
        switch (layout.topology()) {
            case LANE -> fabric.lane(layout.workerInstance(), Layout.VOLUME_SERVER, shape);
            case UPSTREAM_FILTER -> fabric.upstreamFilter(layout.workerInstance(), true);
            case FAILOVER ->
                fabric.elastic(Layout.OTHER_PUBLIC_ADDRESS, layout.firstDoor().instance());
            case COLOCATED, SPLIT, TWO_DOORS -> {}
        }
    }

    /** The probe has a volume of its own on the same server: it shares the worker's path, not its file. */
    private void volumes() throws FabricException, IOException, InterruptedException {
        Node server = fabric.node(Layout.VOLUME_SERVER);
        Path log = place.words(Layout.VOLUME_SERVER);
        VolumeServer.start(server, fresh("probe.img"), PROBE_BYTES, Layout.PROBE_VOLUME_PORT, log);
        if (!sandbox.isRoot() || !Toolbox.hasVolumes()) {
            Files.createDirectories(data);
            return;
        }
        Path image = fresh("worker.img");
        format(server, image, log);
        var volume = VolumeServer.start(server, image, VOLUME_BYTES, Layout.WORKER_VOLUME_PORT, log);
        device = VolumeDevice.connect(
                fabric.node(layout.workerInstance()), volume, place.images().resolve("volume"), place.words("nbdfuse"));
        device.mount(data);
    }

    /** Before it is served: over the shaped interface the journal alone would take seconds. */
    private static void format(Node server, Path image, Path log)
            throws FabricException, IOException, InterruptedException {
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(VOLUME_BYTES);
        }
        var mkfs = server.start(
                log,
                Map.of(),
                List.of(
                        "mkfs.ext4",
                        "-q",
                        "-F",
                        "-E",
                        "nodiscard,lazy_itable_init=0,lazy_journal_init=0",
                        image.toString()));
        int code = mkfs.process().waitFor();
        if (code != 0) {
            throw new FabricException("mkfs.ext4 of " + image + " ended with " + code + "; its words are in " + log);
        }
    }

    private Path fresh(String name) throws IOException {
        Path image = place.images().resolve(name);
        Files.deleteIfExists(image);
        return image;
    }

    Node node(String name) throws FabricException {
        return fabric.node(name);
    }

    Fabric fabric() {
        return fabric;
    }

    /** Where the worker's data goes: on its volume, or without root in memory, as the report's limits say. */
    Path data() {
        return data;
    }

    boolean hasVolume() {
        return device != null;
    }

    /** Gives the volume back in order; programs must have ended before. */
    void end() throws FabricException, InterruptedException {
        if (device != null) {
            device.unmount(data);
            device.close();
            device = null;
        }
        abandon();
    }

    /** Ends all that is in the sandbox, mounts included, at once. Idempotent. */
    void abandon() throws FabricException {
        sandbox.close();
    }
}
