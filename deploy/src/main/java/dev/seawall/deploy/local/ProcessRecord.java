package dev.seawall.deploy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that a component was started as, remembered for the next command. Immutable.
 *
 * @param startedAt as the operating system tells it: a pid is given again to others, a pid with its instant is not
 * @param build which build of its program it runs
 */
record ProcessRecord(String component, long pid, Instant startedAt, String build) {
    /** Linux counts a start from the boot, and the boot's own instant shifts when the clock is set. */
    private static final Duration CLOCK_SET = Duration.ofSeconds(2);

    private static final JsonMapper JSON = new JsonMapper();

    static ProcessRecord of(String component, ProcessHandle process, String build) {
        var startedAt = process.info().startInstant().orElse(Instant.EPOCH);
        return new ProcessRecord(component, process.pid(), startedAt, build);
    }

    static Optional<ProcessRecord> read(Path file) throws LocalFailure {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), ProcessRecord.class));
        } catch (IOException | JacksonException e) {
            throw new LocalFailure(
                    "failed to read " + file + ": " + e.getMessage() + "\nIf its process is gone, delete the file", e);
        }
    }

    void write(Path file) throws LocalFailure {
        StateDirectory.write(file, JSON.writeValueAsString(this));
    }

    /** The process, if it still runs and is not another one that was given its pid. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(this::isTheOneStarted).filter(ProcessRecord::runs);
    }

    /** Whether the file was written after the process had started. */
    boolean isOlderThan(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(startedAt.plus(CLOCK_SET));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isTheOneStarted(ProcessHandle process) {
        return process.info()
                .startInstant()
                .filter(instant -> Duration.between(startedAt, instant).abs().compareTo(CLOCK_SET) < 0)
                .isPresent();
    }

    /**
     * A dead process that nobody has waited for looks alive to Java, and in a container often nobody waits. Linux shows
     * its first thread as a zombie, and the process is gone, its ports with it, once that is the last one.
     */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try (var threads = Files.list(proc.resolve("task"))) {
            String stat = Files.readString(proc.resolve("stat"));
            boolean zombie = stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
            return !zombie || threads.count() > 1;
        } catch (IOException | UncheckedIOException e) {
            // No /proc on this system, or the process ended just now.
            return process.isAlive();
        }
    }
}
