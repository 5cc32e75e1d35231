package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.lab.fabric.Rule;
import dev.seawall.deploy.lab.fabric.Shape;
import dev.seawall.deploy.lab.fabric.VolumeDevice;
import dev.seawall.deploy.lab.fabric.VolumeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Volumes at the other end of machines' interfaces: each is an image, served by nbdkit(1) at the node {@value #SERVER},
 * and a file at its machine by nbdfuse(1), on which its file system is. Both programs live in the sandbox and outlive this
 * one: they are found again by their command lines. Thread-safe.
 */
public final class NetworkDrives implements Drives {
    /** The node of all volume servers. */
    static final String SERVER = "ebs";

    static final String SERVER_ADDRESS = "10.61.255.11";

    private static final int PORTS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;

    private final Fabric fabric;
    private final LabDirectory lab;
    private final LongSupplier nanoTime;

    /** The volume servers' node is made when it isn't there. */
    public NetworkDrives(Fabric fabric, LabDirectory lab, LongSupplier nanoTime)
            throws FabricException, InterruptedException {
        this.fabric = fabric;
        this.lab = lab;
        this.nanoTime = nanoTime;
        if (fabric.nodes().stream().noneMatch(node -> node.name().equals(SERVER))) {
            fabric.addInstance(SERVER, SERVER_ADDRESS, Shape.UNLIMITED);
            fabric.firewall(SERVER, List.of());
        }
    }

    private Path image(String volumeId) {
        return lab.disk(volumeId).resolve(LabDirectory.IMAGE);
    }

    private Path mountPoint(String instanceId, String volumeId) {
        return lab.machine(instanceId).resolve("drives").resolve(volumeId);
    }

    private Path device(String instanceId, String volumeId) {
        return mountPoint(instanceId, volumeId).resolve("nbd");
    }

    @Override
    public synchronized Path connect(String instanceId, String volumeId) throws IOException, InterruptedException {
        Path device = device(instanceId, volumeId);
        Path mountPoint = mountPoint(instanceId, volumeId);
        if (!running("nbdfuse", mountPoint.toString()).isEmpty()) {
            return device;
        }
        Path image = image(volumeId);
        Path log = lab.machine(instanceId).resolve("drives.log");
        try {
            end(running("nbdkit", image.toString()));
            Files.createDirectories(mountPoint);
            VolumeServer server = VolumeServer.start(fabric.node(SERVER), image, Files.size(image), freePort(), log);
            admit();
            VolumeDevice.connect(fabric.node(instanceId), server, mountPoint, log);
            return device;
        } catch (FabricException e) {
            throw new IOException("failed to connect " + volumeId + " to " + instanceId + ": " + e.getMessage(), e);
        }
    }

    /** Of programs of this kind, those that have a word among their arguments. */
    private static List<LiveProcess> running(String program, String word) throws IOException {
        return LiveProcess.all().stream()
                .filter(one -> {
                    List<String> words = one.commandLine();
                    return !words.isEmpty() && words.getFirst().equals(program) && words.contains(word);
                })
                .toList();
    }

    private int freePort() throws IOException {
        List<String> taken = servers().stream().map(NetworkDrives::port).toList();
        return IntStream.range(VolumeServer.FIRST_PORT, VolumeServer.FIRST_PORT + PORTS)
                .filter(port -> !taken.contains(Integer.toString(port)))
                .findFirst()
                .orElseThrow(() -> new IOException("all " + PORTS + " ports for volumes are taken"));
    }

    /** This lab's. */
    private List<LiveProcess> servers() throws IOException {
        return LiveProcess.all().stream()
                .filter(one -> {
                    List<String> words = one.commandLine();
                    return !words.isEmpty()
                            && words.getFirst().equals("nbdkit")
                            && words.stream().anyMatch(word -> word.startsWith(lab.disks() + "/"));
                })
                .toList();
    }

    private static String port(LiveProcess server) {
        List<String> words = server.commandLine();
        return words.get(words.indexOf("--port") + 1);
    }

    /** Each server is for the machines that have been given its volume, and for nobody else. */
    private void admit() throws FabricException, IOException, InterruptedException {
        List<Rule> rules = new ArrayList<>();
        for (LiveProcess server : servers()) {
            int port = Integer.parseInt(port(server));
            fabric.nodes().stream()
                    .filter(node -> node.name().startsWith(FabricNetwork.MACHINE))
                    .filter(node -> Files.isDirectory(mountPoint(node.name(), volumeOf(server))))
                    .forEach(node -> rules.add(Rule.in("tcp", port, node.address() + "/32")));
        }
        fabric.firewall(SERVER, rules);
    }

    /** Its image is in the volume's own directory. */
    private String volumeOf(LiveProcess server) {
        return server.commandLine().stream()
                .filter(word -> word.startsWith(lab.disks() + "/"))
                .map(word -> lab.disks().relativize(Path.of(word)).getName(0).toString())
                .findFirst()
                .orElse("");
    }

    /** Where stand-in mount(8) has put it. */
    private List<Path> mounts(String instanceId, String volumeId) throws IOException {
        Path table = lab.machine(instanceId).resolve("drives").resolve(volumeId + ".mounts");
        Path root = lab.machine(instanceId).resolve("root");
        return Files.exists(table)
                ? Files.readAllLines(table).stream()
                        .map(line -> root.resolve(line.substring(1)))
                        .toList()
                : List.of();
    }

    private String inside(String instanceId, String... command) throws IOException {
        try {
            List<String> whole = new ArrayList<>(fabric.node(instanceId).prefix());
            whole.addAll(List.of(command));
            return Commands.run("", whole);
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean isThere(String instanceId) {
        return fabric.nodes().stream().map(Node::name).anyMatch(instanceId::equals);
    }

    @Override
    public void unmount(String instanceId, String volumeId) throws IOException {
        for (Path at : isThere(instanceId) ? mounts(instanceId, volumeId) : List.<Path>of()) {
            inside(instanceId, "sh", "-c", "! mountpoint -q \"$0\" || umount --lazy \"$0\"", at.toString());
        }
    }

    /** In the order that loses nothing: the file system lets go of the file, then nbdfuse of the server, then that ends. */
    @Override
    public void disconnect(String instanceId, String volumeId) throws IOException, InterruptedException {
        if (isThere(instanceId)) {
            Path device = device(instanceId, volumeId);
            long began = nanoTime.getAsLong();
            while (!inside(instanceId, "losetup", "--associated", device.toString())
                    .isEmpty()) {
                if (nanoTime.getAsLong() - began > LIMIT.toNanos()) {
                    throw new IOException(volumeId + " is still mounted at " + instanceId + " " + LIMIT.toSeconds()
                            + " s after everything that used it was ended");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            inside(
                    instanceId,
                    "sh",
                    "-c",
                    "! mountpoint -q \"$0\" || umount \"$0\"",
                    mountPoint(instanceId, volumeId).toString());
        }
        end(running("nbdfuse", mountPoint(instanceId, volumeId).toString()));
        end(running("nbdkit", image(volumeId).toString()));
        // Its empty mount point would still admit the machine to the volume's next server.
        Files.deleteIfExists(mountPoint(instanceId, volumeId));
    }

    private void end(List<LiveProcess> programs) throws InterruptedException {
        new MachineProcesses(lab.root(), nanoTime).end(programs, LIMIT);
    }

    @Override
    public void whileFlushed(String instanceId, String volumeId, Runnable work) throws IOException {
        List<Path> frozen = new ArrayList<>();
        try {
            for (Path at : isThere(instanceId) ? mounts(instanceId, volumeId) : List.<Path>of()) {
                if (isMounted(instanceId, at)) {
                    inside(instanceId, "fsfreeze", "--freeze", at.toString());
                    frozen.add(at);
                }
            }
            work.run();
        } finally {
            for (Path at : frozen) {
                inside(instanceId, "fsfreeze", "--unfreeze", at.toString());
            }
        }
    }

    /** A directory that is none would freeze the file system that it lies on: this computer's own. */
    private boolean isMounted(String instanceId, Path at) throws IOException {
        return !inside(instanceId, "sh", "-c", "! mountpoint -q \"$0\" || echo mounted", at.toString())
                .isBlank();
    }
}
