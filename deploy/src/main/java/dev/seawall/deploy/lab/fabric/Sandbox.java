package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A process with namespaces of its own (mount, network, PID; for an ordinary user a user namespace too) in which a fabric
 * is made. It is the first process of its PID namespace, so that when it ends, for whatever reason, the kernel ends all
 * others in it, and with them go their mounts, interfaces and namespaces: nothing has to be cleaned up by name.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Sandbox implements AutoCloseable {
    /** How long it is there. */
    public enum Lifetime {
        /** It ends with the program that opened it, however that ends. */
        WITH_CALLER,
        /** It stays until somebody closes it. */
        DETACHED
    }

    /** Where a program in a namespace can read which namespaces were made here: see {@link Marker}. */
    public static final Path MARKER = Path.of("/run/seawall-lab");

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    /** SIGCHLD ignored lets the kernel bury orphans: this process is their parent. */
    private static final String PREPARE = "mount -t tmpfs -o mode=755 seawall /run && mkdir /run/netns && echo \"$1\" >"
            + MARKER + " && ip link set lo up && trap '' CHLD && echo ready && exec ";

    private final Path file;
    private final long holder;
    private final String token;
    private final boolean root;

    /** Kept because its end of a pipe is closed, and the sandbox ends, once nobody refers to it. */
    @SuppressWarnings("UnusedVariable")
    private final @Nullable Process opened;

    private Sandbox(Path file, SandboxRecord record, @Nullable Process opened) throws FabricException {
        this.file = file;
        this.opened = opened;
        holder = record.holder();
        token = record.token();
        root = isRootHere();
    }

    private static Path file(Path directory) {
        return directory.resolve("sandbox.json");
    }

    /**
     * Opens one; what an earlier one has left in the directory is ended first.
     *
     * @throws FabricException when this computer doesn't allow it, with the reason it gives
     */
    public static Sandbox open(Path directory, Lifetime lifetime) throws FabricException, InterruptedException {
        var earlier = find(directory);
        if (earlier.isPresent()) {
            earlier.get().close();
        }
        String token = UUID.randomUUID().toString();
        try {
            Files.createDirectories(directory);
            Process process = start(lifetime, token);
            ProcessHandle first = ready(process);
            var record = SandboxRecord.of(first, token);
            record.write(file(directory));
            return new Sandbox(file(directory), record, process);
        } catch (IOException e) {
            throw new FabricException("failed to open a sandbox in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Process start(Lifetime lifetime, String token) throws IOException, FabricException {
        List<String> command = new ArrayList<>(List.of("setsid", "unshare", "--mount", "--net", "--pid"));
        if (!isRootHere()) {
            command.add("--map-root-user");
        }
        String stay = lifetime == Lifetime.DETACHED ? "sleep infinity >/dev/null 2>&1" : "cat >/dev/null";
        command.addAll(
                List.of("--fork", "--kill-child", "--mount-proc", "--", "sh", "-c", PREPARE + stay, "sh", token));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (lifetime == Lifetime.DETACHED) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        return builder.start();
    }

    private static ProcessHandle ready(Process process) throws IOException, FabricException, InterruptedException {
        var words = new StringBuilder();
        try {
            var line = process.inputReader();
            for (String word = line.readLine(); word != null; word = line.readLine()) {
                if (word.equals("ready")) {
                    return process.children()
                            .findFirst()
                            .orElseThrow(() -> new FabricException("the sandbox ended as soon as it was ready"));
                }
                words.append(word).append("; ");
            }
        } catch (IOException | FabricException e) {
            process.destroyForcibly();
            throw e;
        }
        process.waitFor(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        throw new FabricException(
                "this computer gives no namespaces: " + words + "./seawall lab doctor says what it lacks");
    }

    /** The one of a directory that runs. */
    public static Optional<Sandbox> find(Path directory) throws FabricException {
        var record =
                SandboxRecord.read(file(directory)).filter(one -> one.process().isPresent());
        return record.isPresent() ? Optional.of(new Sandbox(file(directory), record.get(), null)) : Optional.empty();
    }

    private static boolean isRootHere() throws FabricException {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException e) {
            throw new FabricException("failed to see whose process this is: " + e.getMessage(), e);
        }
    }

    /** Whether it was opened by root: without, there are no mounts of block devices in it. */
    public boolean isRoot() {
        return root;
    }

    /** Its first process, as this computer numbers it. */
    public long holder() {
        return holder;
    }

    String token() {
        return token;
    }

    /** What comes before a command that is to run in it, in one of its network namespaces or, without a name, its own. */
    List<String> prefix(Optional<String> namespace) {
        List<String> prefix = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder)));
        if (!root) {
            prefix.addAll(List.of("--user", "--preserve-credentials"));
        }
        prefix.addAll(List.of("--mount", "--pid"));
        prefix.add(namespace
                .map(name -> "--net=" + inside(Path.of("/run/netns", name)))
                .orElse("--net"));
        prefix.add("--");
        return List.copyOf(prefix);
    }

    /** Where a file of the sandbox is found from outside of it. */
    public Path inside(Path path) {
        return Path.of("/proc/" + holder + "/root").resolve(path.toString().substring(1));
    }

    /** Ends it, with all that is in it; returns when nothing is left. */
    @Override
    public void close() throws FabricException {
        try {
            var record =
                    SandboxRecord.read(file).flatMap(SandboxRecord::process).filter(one -> one.pid() == holder);
            if (record.isPresent()) {
                record.get().destroyForcibly();
                record.get().onExit().get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
            Files.deleteIfExists(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            throw new FabricException(
                    "the sandbox (process " + holder + ") did not end within " + END_LIMIT.toSeconds()
                            + " s of SIGKILL: a mount in it may be waiting for its volume",
                    e);
        } catch (IOException | ExecutionException e) {
            throw new FabricException("failed to end the sandbox (process " + holder + "): " + e.getMessage(), e);
        }
    }
}
