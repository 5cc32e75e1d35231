package dev.seawall.deploy.lab.host;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a lab's daemon listens ({@code daemon.json}): written once it does, taken away when it ends in order. One that
 * is left behind is known by its process: that pid with that start is gone. Immutable.
 *
 * @param build which build of this program it runs
 * @param machinesEndpoint where machines find S3
 * @param network of its VPCs
 */
record DaemonRecord(
        long pid,
        Instant startedAt,
        URI endpoint,
        URI machinesEndpoint,
        String network,
        String region,
        Isolation isolation,
        String build) {
    /** Linux counts a start from the boot, and the boot's own instant shifts when the clock is set. */
    private static final Duration CLOCK_SET = Duration.ofSeconds(2);

    private static final JsonMapper JSON = new JsonMapper();

    DaemonRecord {
        // One that an earlier build wrote down doesn't tell.
        machinesEndpoint = Objects.requireNonNullElse(machinesEndpoint, endpoint);
        isolation = Objects.requireNonNullElseGet(isolation, () -> Isolation.processes(""));
    }

    static DaemonRecord ofThisProcess(
            URI endpoint, URI machinesEndpoint, String network, String region, Isolation isolation, String build) {
        var self = ProcessHandle.current();
        return new DaemonRecord(
                self.pid(), startOf(self), endpoint, machinesEndpoint, network, region, isolation, build);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, JSON.writeValueAsString(this));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the file says; nothing when there is none, or nothing readable. */
    static Optional<DaemonRecord> read(Path file) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), DaemonRecord.class));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The daemon's process, if it still runs and is not another that was given its pid. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(startedAt, startOf(process)).abs().compareTo(CLOCK_SET) < 0)
                .filter(process -> !isDead(process));
    }

    /** A dead process that nobody has waited for looks alive to Java. */
    private static boolean isDead(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return true;
        }
    }
}
