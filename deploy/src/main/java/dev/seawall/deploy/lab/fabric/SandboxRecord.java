package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written down of a sandbox, so that a later program finds it. Immutable.
 *
 * @param holder the first process in it, as this computer numbers it
 * @param holderBegan when that was started: numbers are given anew
 * @param token that its marker file has
 */
record SandboxRecord(long holder, String holderBegan, String token) {
    /** Linux counts a start from the boot, and the boot's own instant shifts when the clock is set. */
    private static final Duration CLOCK_SET = Duration.ofSeconds(2);

    private static final JsonMapper JSON = new JsonMapper();

    static SandboxRecord of(ProcessHandle holder, String token) {
        return new SandboxRecord(holder.pid(), began(holder), token);
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    static Optional<SandboxRecord> read(Path file) throws FabricException {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), SandboxRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new FabricException(
                    "failed to read " + file + ", which says where a sandbox is: " + e.getMessage()
                            + "; when no such process runs any more, delete it",
                    e);
        }
    }

    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, JSON.writeValueAsString(this));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty when it has ended. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(holder).filter(one -> one.isAlive() && beganThen(one));
    }

    private boolean beganThen(ProcessHandle process) {
        String began = began(process);
        if (began.isEmpty() || holderBegan.isEmpty()) {
            return began.equals(holderBegan);
        }
        var apart = Duration.between(Instant.parse(holderBegan), Instant.parse(began));
        return apart.abs().compareTo(CLOCK_SET) < 0;
    }
}
