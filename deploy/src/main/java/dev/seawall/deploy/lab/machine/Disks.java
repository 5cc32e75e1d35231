package dev.seawall.deploy.lab.machine;

import org.jspecify.annotations.Nullable;

/** Where the bytes of volumes and snapshots are. Every method returns when it is done; one thread at a time. */
public interface Disks {
    /** A blank volume, or a copy of a snapshot when one is named. */
    void create(String volumeId, int sizeGiB, @Nullable String snapshotId);

    void delete(String volumeId);

    /** Keeps the volume's bytes as they are now. */
    void snapshot(String snapshotId, String volumeId);

    void deleteSnapshot(String snapshotId);
}
