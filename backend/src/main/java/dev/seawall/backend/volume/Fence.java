package dev.seawall.backend.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The claim on a volume that outlives processes and machines: {@code seawall-fence.json} on the volume itself. The
 * highest epoch owns it; a second owner of the same epoch is refused. The lock of {@link DataDirectory} keeps two
 * processes of one machine apart, this keeps two machines apart that got hold of one volume one after the other.
 *
 * <p>It is no lock between two kernels that write at the same moment: a volume that is attached to one instance at a
 * time is what excludes that. Thread rule: claimed by one thread, then looked at by one thread.
 */
final class Fence {
    static final String FILE = "seawall-fence.json";

    private final Path path;
    private final FenceRecord held;

    private Fence(Path path, FenceRecord held) {
        this.path = path;
        this.held = held;
    }

    /**
     * Claims it: over a lower epoch, or again for the same owner and epoch.
     *
     * @throws UnusableException when somebody else holds it, saying who, since when, and what to do
     */
    static Fence claim(Path directory, VolumeMark whose, FenceConfig mine, Clock clock) throws UnusableException {
        Path path = directory.resolve(FILE);
        try {
            FenceRecord found = read(path);
            if (found != null) {
                check(path, found, whose, mine);
                if (found.epoch() == mine.epoch()) {
                    return new Fence(path, found);
                }
            }
            FenceRecord fresh = new FenceRecord(
                    whose, mine.epoch(), mine.owner(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
            new DurableFile(path).replace(fresh.json());
            return new Fence(path, fresh);
        } catch (IllegalArgumentException e) {
            throw new UnusableException(
                    path + " cannot be read: " + e.getMessage() + ". Nobody but a worker writes it; find out who did,"
                            + " and delete it only when no other worker serves from this volume",
                    e);
        } catch (IOException e) {
            throw new UnusableException("the fence " + path + " cannot be claimed: " + e, e);
        }
    }

    private static void check(Path path, FenceRecord found, VolumeMark whose, FenceConfig mine)
            throws UnusableException {
        String holds = "the fence " + path + " is held by " + found + "; this worker is " + mine.owner()
                + " with epoch " + mine.epoch();
        if (!found.whose().equals(whose)) {
            throw new UnusableException("the fence " + path + " is that of " + found.whose() + ", this worker is "
                    + whose + ": attach this slot's own volume");
        }
        if (found.epoch() > mine.epoch()) {
            throw new UnusableException(holds + ": a later launch took the volume over. Stop this one; if it is the one"
                    + " that is to serve, launch the slot anew, which gives it a higher epoch");
        }
        if (found.epoch() == mine.epoch() && !found.owner().equals(mine.owner())) {
            throw new UnusableException(
                    holds + " as well: two launches of one slot must not share an epoch. Make sure that "
                            + found.owner() + " is stopped, then launch the slot anew, which gives it a higher epoch");
        }
    }

    private static @Nullable FenceRecord read(Path path) throws IOException {
        try {
            return FenceRecord.read(Files.readString(path));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    FenceRecord held() {
        return held;
    }

    /**
     * What is there instead of our claim, as a sentence; null while it is ours. Reads the file anew.
     *
     * @throws IOException when the volume cannot be read, which says nothing about the fence
     */
    @Nullable
    String lost() throws IOException {
        FenceRecord found;
        try {
            found = read(path);
        } catch (IllegalArgumentException e) {
            return "the fence " + path + ", claimed for " + held + ", cannot be read any more: " + e.getMessage();
        }
        if (found == null) {
            return "the fence " + path + ", claimed for " + held
                    + ", is gone: the volume is no longer mounted there, or" + " somebody deleted it";
        }
        return found.equals(held) ? null : "the fence " + path + ", claimed for " + held + ", is now held by " + found;
    }
}
