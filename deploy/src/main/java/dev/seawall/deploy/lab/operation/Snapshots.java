package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.Snapshot;
import dev.seawall.deploy.lab.world.Volume;
import dev.seawall.deploy.lab.world.World;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Snapshots: the bytes of the moment of the call, whenever it completes. Not thread-safe: the world's lock. */
final class Snapshots {
    private static final Listing LISTING = new Listing("SnapshotId", "snapshotSet", """
            snapshot-id volume-id status progress description volume-size start-time owner-id
            encrypted""");

    private final Cloud cloud;
    private final World world;

    Snapshots(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("CreateSnapshot", "VolumeId! Description TagSpecification", this::create);
        table.add("DeleteSnapshot", "SnapshotId!", this::delete);
        table.add("DescribeSnapshots", LISTING.parameters() + " Owner RestorableBy", this::describe);
    }

    private ObjectNode create(Parameters in) {
        Volume volume = world.volumes.require(in.text("VolumeId"));
        if (!List.of("available", "in-use").contains(volume.status)) {
            throw new ApiError(
                    "IncorrectState", "The volume '" + volume.volumeId + "' is in the '" + volume.status + "' state.");
        }
        var snapshot = new Snapshot();
        snapshot.snapshotId = world.snapshots.newId();
        snapshot.volumeId = volume.volumeId;
        snapshot.volumeSize = volume.size;
        snapshot.startTime = cloud.now();
        snapshot.description = in.text("Description", "");
        snapshot.encrypted = volume.encrypted;
        snapshot.kmsKeyId = volume.kmsKeyId;
        cloud.create(
                world.snapshots,
                snapshot,
                Tagging.of(in, Kind.SNAPSHOT),
                cloud.pace().snapshot());
        cloud.disks().snapshot(snapshot.snapshotId, volume.volumeId);
        return Tree.of(snapshot);
    }

    private ObjectNode delete(Parameters in) {
        Snapshot snapshot = world.snapshots.require(in.text("SnapshotId"));
        cloud.disks().deleteSnapshot(snapshot.snapshotId);
        world.snapshots.remove(snapshot);
        return Tree.done();
    }

    private ObjectNode describe(Parameters in) {
        List<String> owners = in.list("Owner");
        return LISTING.page(
                in,
                world.snapshots.named(in.list("SnapshotId")).stream()
                        .filter(s -> owners.isEmpty() || owners.contains("self") || owners.contains(s.ownerId))
                        .map(Tree::of)
                        .toList());
    }
}
