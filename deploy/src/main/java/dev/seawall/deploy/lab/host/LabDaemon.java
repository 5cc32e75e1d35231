package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.process.LabDirectory;
import dev.seawall.deploy.lab.process.LabMachine;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A lab's daemon, as a command sees it: found, started, stopped. Each lab has a directory, each directory one daemon.
 * Immutable; commands take turns by a lock in the directory.
 *
 * @param directory {@code .seawall/lab} beside the blueprint
 */
public record LabDaemon(Path directory, LongSupplier nanoTime) {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration MACHINES_LIMIT = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 10;
    private static final int LAST_LINES = 8;

    /**
     * A daemon that listens.
     *
     * @param endpoint what {@code --endpoint-url} takes
     * @param machinesEndpoint where machines find S3
     * @param network of its VPCs, a /16
     */
    public record Running(
            long pid, URI endpoint, URI machinesEndpoint, String network, String region, Isolation isolation) {
        private static Running of(DaemonRecord record) {
            return new Running(
                    record.pid(),
                    record.endpoint(),
                    record.machinesEndpoint(),
                    record.network(),
                    record.region(),
                    record.isolation());
        }
    }

    public LabDaemon {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The lab beside a blueprint. */
    public static LabDaemon beside(Path blueprint) {
        return new LabDaemon(
                blueprint
                        .toAbsolutePath()
                        .normalize()
                        .resolveSibling(".seawall")
                        .resolve("lab"),
                System::nanoTime);
    }

    /** The machines that are not gone for good; running, stopped, or on the way. */
    public List<LabMachine> machines() throws LabFailure {
        try {
            return LabMachine.in(new LabDirectory(directory));
        } catch (IOException e) {
            throw new LabFailure("failed to look at the machines in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Ends every machine for good, through the small EC2, so that it knows; returns when none is left. */
    public void terminateAll(String region) throws LabFailure, InterruptedException {
        List<String> ids = machines().stream().map(LabMachine::instanceId).toList();
        if (ids.isEmpty()) {
            return;
        }
        Running running = ensure(region);
        try {
            LabClient.terminate(running.endpoint(), running.region(), ids);
        } catch (IOException e) {
            throw new LabFailure("failed to terminate " + ids + " at " + running.endpoint() + ": " + e.getMessage(), e);
        }
        long began = nanoTime.getAsLong();
        while (!machines().isEmpty()) {
            if (nanoTime.getAsLong() - began > MACHINES_LIMIT.toNanos()) {
                throw new LabFailure(machines().size() + " machines are still not gone after "
                        + MACHINES_LIMIT.toSeconds() + " s; ./seawall lab status shows them, and " + files().log()
                        + " what went wrong");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS * 5);
        }
    }

    private DaemonFiles files() {
        return new DaemonFiles(directory);
    }

    /** The daemon, if there is one that listens. */
    public Optional<Running> find() throws LabFailure {
        try {
            return DaemonRecord.read(files().record())
                    .filter(record -> record.process().isPresent())
                    .map(Running::of);
        } catch (IOException e) {
            throw new LabFailure("failed to read " + files().record() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The daemon; started when there is none, and started anew when the one that runs is of another build of this
     * program: its machines don't notice.
     */
    public Running ensure(String region) throws LabFailure, InterruptedException {
        return ensure(region, Isolation.Wish.auto);
    }

    /** The same, with a wish: a lab that has begun otherwise can't be changed while there is anything in it. */
    @SuppressWarnings("try") // the lock is held, not used
    public Running ensure(String region, Isolation.Wish wish) throws LabFailure, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new LabFailure(
                    "the lab needs Linux, and this is " + System.getProperty("os.name") + "; --on local runs anywhere");
        }
        try {
            Files.createDirectories(directory);
            try (var lock = locked()) {
                var record = DaemonRecord.read(files().record())
                        .filter(r -> r.process().isPresent());
                if (record.isPresent() && !record.get().region().equals(region)) {
                    throw new LabFailure("the lab in " + directory + " plays region "
                            + record.get().region() + ", and the blueprint says " + region
                            + "; stop it first (./seawall lab stop)");
                }
                boolean anew = beginsAnew(wish);
                if (record.isPresent() && !anew && record.get().build().equals(Build.current())) {
                    return Running.of(record.get());
                }
                if (record.isPresent()) {
                    end(record.get());
                }
                if (anew) {
                    closeSandbox();
                    Files.deleteIfExists(files().isolation());
                    Files.deleteIfExists(files().network());
                }
                return start(region, wish);
            }
        } catch (IOException e) {
            throw new LabFailure("failed to start the lab in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Whether the lab is other than wished, and holds nothing, so that it can be made anew. */
    private boolean beginsAnew(Isolation.Wish wish) throws IOException, LabFailure {
        var now = Isolation.read(files().isolation());
        if (now.isEmpty() || wish.isFor(now.get().machines())) {
            return false;
        }
        Path disks = new LabDirectory(directory).disks();
        boolean holdsDisks = Files.isDirectory(disks) && hasFiles(disks);
        if (holdsDisks || !machines().isEmpty()) {
            throw new LabFailure("the lab in " + directory + " has begun with "
                    + now.get().machines() + " (" + now.get().sentence() + ") and holds "
                    + (holdsDisks ? "disks" : "machines") + ", which can't be taken over into one with " + wish
                    + "; take everything down first, data volumes too (./seawall down --on lab --delete-volumes),"
                    + " or use another directory");
        }
        return true;
    }

    private static boolean hasFiles(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.findAny().isPresent();
        }
    }

    /** With all that is in it; the lab has no machine any more. */
    private void closeSandbox() throws LabFailure {
        try {
            var sandbox = Sandbox.find(directory);
            if (sandbox.isPresent()) {
                sandbox.get().close();
            }
        } catch (FabricException e) {
            throw new LabFailure("failed to end what is left of the lab's network: " + e.getMessage(), e);
        }
    }

    private FileChannel locked() throws IOException {
        var channel = FileChannel.open(files().startLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    private Running start(String region, Isolation.Wish wish) throws IOException, LabFailure, InterruptedException {
        Files.deleteIfExists(files().record());
        var command = List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LabHost.class.getName(),
                directory.toString(),
                region,
                Build.current(),
                wish.name());
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files().log().toFile()))
                .start();
        long began = nanoTime.getAsLong();
        while (nanoTime.getAsLong() - began < START_LIMIT.toNanos()) {
            var record = DaemonRecord.read(files().record()).filter(r -> r.pid() == process.pid());
            if (record.isPresent()) {
                return Running.of(record.get());
            }
            if (!process.isAlive()) {
                throw new LabFailure("the lab's daemon ended while it was starting, with exit code "
                        + process.exitValue() + ". Its last words, from " + files().log() + ":\n" + lastWords());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        process.destroyForcibly();
        throw new LabFailure("the lab's daemon did not listen within " + START_LIMIT.toSeconds()
                + " s and was killed. Its last words, from " + files().log() + ":\n" + lastWords());
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(files().log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /**
     * Ends the daemon, if there is one; false when there is none. Machines that run, run on without it; without any, the
     * network they had ends, too.
     */
    @SuppressWarnings("try") // the lock is held, not used
    public boolean stop() throws LabFailure, InterruptedException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var lock = locked()) {
            var record =
                    DaemonRecord.read(files().record()).filter(r -> r.process().isPresent());
            if (record.isPresent()) {
                end(record.get());
            }
            if (machines().isEmpty()) {
                closeSandbox();
            }
            return record.isPresent();
        } catch (IOException e) {
            throw new LabFailure("failed to stop the lab in " + directory + ": " + e.getMessage(), e);
        }
    }

    private void end(DaemonRecord record) throws LabFailure, InterruptedException {
        record.process().ifPresent(ProcessHandle::destroy);
        long began = nanoTime.getAsLong();
        while (record.process().isPresent()) {
            if (nanoTime.getAsLong() - began > STOP_LIMIT.toNanos()) {
                throw new LabFailure("the lab's daemon (pid " + record.pid() + ") still runs " + STOP_LIMIT.toSeconds()
                        + " s after it was told to end; its log is " + files().log());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
