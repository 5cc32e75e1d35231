package dev.seawall.backend.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The volume that a worker serves from, claimed: the right one is mounted there, no other process uses it, it is this
 * slot's, and its fence is held. Checked in that order, so that nothing is written to a disk that is not the one. Thread
 * rule: claimed and released by one thread, looked at from any; the fence belongs to the probe's.
 */
public final class Volume implements AutoCloseable {
    private final DataDirectory directory;
    private final @Nullable Placement placement;
    private final @Nullable Fence fence;

    private Volume(DataDirectory directory, @Nullable Placement placement, @Nullable Fence fence) {
        this.directory = directory;
        this.placement = placement;
        this.fence = fence;
    }

    /**
     * Claims it.
     *
     * @param config null: any directory will do, and there is no fence
     * @throws UnusableException when this worker must not serve from it, saying why and what to do
     */
    public static Volume claim(Path data, VolumeMark whose, @Nullable VolumeConfig config, Kernel kernel, Clock clock)
            throws UnusableException {
        Placement placement = config == null ? null : Placement.of(data, config.id(), kernel);
        DataDirectory directory = DataDirectory.claim(data, whose);
        try {
            Fence fence = config == null ? null : Fence.claim(directory.path(), whose, config.fence(), clock);
            return new Volume(directory, placement, fence);
        } catch (UnusableException e) {
            try {
                directory.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    public Path path() {
        return directory.path();
    }

    /** Its id, empty when none was expected. */
    Optional<String> id() {
        return Optional.ofNullable(placement).map(Placement::id);
    }

    /** Who holds the fence, as claimed; empty without one. */
    Optional<FenceRecord> holder() {
        return Optional.ofNullable(fence).map(Fence::held);
    }

    /** As {@link Fence#lost}; null without a fence. */
    @Nullable
    String lost() throws IOException {
        return fence == null ? null : fence.lost();
    }

    /** {@code volume vol-0abc on nvme1n1, mounted at /var/lib/seawall/data, fence held by i-0abc (epoch 7, since …)}. */
    @Override
    public String toString() {
        if (placement == null || fence == null) {
            return "the directory " + path();
        }
        return "volume " + placement.id() + " " + placement.how() + ", mounted at " + path() + ", fence held by "
                + fence.held();
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
