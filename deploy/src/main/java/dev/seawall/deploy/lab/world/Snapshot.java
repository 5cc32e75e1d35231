package dev.seawall.deploy.lab.world;

import org.jspecify.annotations.Nullable;

/** A volume's bytes at one moment. Not thread-safe: the world's lock. */
public final class Snapshot extends Resource {
    public String snapshotId = "";
    public String volumeId = "";
    public String status = "pending";
    public String startTime = "";
    public String progress = "0%";
    public String ownerId = World.ACCOUNT;
    public int volumeSize;
    public String description = "";
    public boolean encrypted;
    public @Nullable String kmsKeyId;
    public String storageTier = "standard";

    @Override
    public String id() {
        return snapshotId;
    }
}
