package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.Snapshot;
import dev.seawall.deploy.lab.world.Volume;
import dev.seawall.deploy.lab.world.World;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Volumes: made blank or from a snapshot, deleted only when nothing holds them. The world's lock. */
final class Volumes {
    private static final Listing LISTING = new Listing("VolumeId", "volumeSet", """
            volume-id status availability-zone size volume-type snapshot-id encrypted
            attachment.instance-id=attachmentSet.instanceId attachment.status=attachmentSet.status
            attachment.device=attachmentSet.device""");

    /**
     * What a type of volume may be: sizes in GiB, operations and MiB a second; no iops where they can't be asked for.
     */
    private record Type(int minSize, int maxSize, int minIops, int maxIops, int iopsPerGiB, int maxThroughput) {}

    private static final Map<String, Type> TYPES = Map.of(
            "gp3", new Type(1, 16_384, 3_000, 16_000, 500, 1_000),
            "gp2", new Type(1, 16_384, 0, 0, 0, 0),
            "io1", new Type(4, 16_384, 100, 64_000, 50, 0),
            "io2", new Type(4, 65_536, 100, 256_000, 1_000, 0),
            "st1", new Type(125, 16_384, 0, 0, 0, 0),
            "sc1", new Type(125, 16_384, 0, 0, 0, 0),
            "standard", new Type(1, 1_024, 0, 0, 0, 0));

    private final Cloud cloud;
    private final World world;

    Volumes(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add(
                "CreateVolume",
                "AvailabilityZone! Size SnapshotId VolumeType Iops Throughput Encrypted KmsKeyId"
                        + " ClientToken TagSpecification",
                this::create);
        table.add("DeleteVolume", "VolumeId!", this::delete);
        table.list("DescribeVolumes", LISTING, world.volumes, Tree::of);
    }

    /** A volume as parameters describe it, the names behind a prefix: {@code Size} or {@code Ebs.VolumeSize}. */
    static Volume read(Parameters in, String prefix, int defaultSize, Cloud cloud) {
        var volume = new Volume();
        volume.snapshotId = in.text(prefix + "SnapshotId", "");
        int smallest = defaultSize;
        boolean encrypted = false;
        if (!volume.snapshotId.isEmpty()) {
            Snapshot snapshot = cloud.world().snapshots.require(volume.snapshotId);
            if (!snapshot.status.equals("completed")) {
                throw new ApiError("IncorrectState", "Snapshot is in invalid state - " + snapshot.status);
            }
            smallest = snapshot.volumeSize;
            encrypted = snapshot.encrypted;
        }
        String sizeName = prefix + (prefix.isEmpty() ? "Size" : "VolumeSize");
        if (smallest == 0 && !in.has(sizeName)) {
            throw new ApiError("MissingParameter", "The request must contain the parameter size/snapshot");
        }
        volume.size = in.integer(sizeName, smallest);
        volume.volumeType = in.text(prefix + "VolumeType", prefix.isEmpty() ? "gp2" : "gp3");
        volume.encrypted = in.flag(prefix + "Encrypted", encrypted);
        volume.kmsKeyId = in.find(prefix + "KmsKeyId");
        if (volume.size < smallest) {
            throw ApiError.invalidValue("The size of a volume must be greater than or equal to " + smallest
                    + "GiB, as its" + " snapshot or image is");
        }
        if (volume.kmsKeyId != null && !volume.encrypted) {
            throw ApiError.invalidCombination("The parameter KmsKeyId requires the parameter Encrypted to be set.");
        }
        performance(in, prefix, volume);
        return volume;
    }

    /** Sets what the type allows to be asked for; the volume's type and size are known. */
    static void performance(Parameters in, String prefix, Volume volume) {
        Type type = TYPES.get(volume.volumeType);
        if (type == null) {
            throw new ApiError(
                    "UnknownVolumeType", "Unsupported volume type '" + volume.volumeType + "' for volume creation.");
        }
        if (volume.size < type.minSize || volume.size > type.maxSize) {
            throw ApiError.invalidValue("Volume of " + volume.size + "GiB is too "
                    + (volume.size < type.minSize ? "small" : "large") + " for type '" + volume.volumeType
                    + "'; it must be " + type.minSize + "GiB to " + type.maxSize + "GiB.");
        }
        if (type.maxIops == 0 && in.has(prefix + "Iops")) {
            throw ApiError.invalidCombination(
                    "The parameter iops is not supported for " + volume.volumeType + " volumes.");
        }
        if (type.maxThroughput == 0 && in.has(prefix + "Throughput")) {
            throw ApiError.invalidCombination(
                    "The parameter throughput is not supported for " + volume.volumeType + " volumes.");
        }
        if (type.maxIops > 0) {
            if (type.minIops < 3_000 && !in.has(prefix + "Iops")) {
                throw ApiError.missing("iops for " + volume.volumeType + " volumes");
            }
            volume.iops = between(in, prefix + "Iops", type.minIops, type.maxIops);
            if (in.has(prefix + "Iops") && volume.iops > 3_000 && volume.iops > volume.size * (long) type.iopsPerGiB) {
                throw ApiError.invalidValue("Iops to volume size ratio of " + volume.iops / (double) volume.size
                        + " is too high; maximum is " + type.iopsPerGiB + ".");
            }
        }
        if (type.maxThroughput > 0) {
            volume.throughput = between(in, prefix + "Throughput", 125, type.maxThroughput);
        }
    }

    private static int between(Parameters in, String name, int min, int max) {
        int value = in.integer(name, min);
        if (value < min || value > max) {
            throw in.invalid(name, "" + value, "It must be " + min + " to " + max + ".");
        }
        return value;
    }

    private ObjectNode create(Parameters in) {
        cloud.catalog().zoneId(in.text("AvailabilityZone"));
        Volume volume = read(in, "", 0, cloud);
        volume.volumeId = world.volumes.newId();
        volume.availabilityZone = in.text("AvailabilityZone");
        volume.createTime = cloud.now();
        cloud.create(
                world.volumes,
                volume,
                Tagging.of(in, Kind.VOLUME),
                cloud.pace().volume().plus(cloud.faults().volumeDelay()));
        cloud.disks().create(volume.volumeId, volume.size, volume.snapshotId.isEmpty() ? null : volume.snapshotId);
        return Tree.of(volume);
    }

    private ObjectNode delete(Parameters in) {
        Volume volume = world.volumes.require(in.text("VolumeId"));
        if (!volume.attachmentSet.isEmpty()) {
            throw new ApiError(
                    "VolumeInUse",
                    "Volume " + volume.volumeId + " is currently attached to "
                            + volume.attachmentSet.getFirst().instanceId());
        }
        if (!volume.status.equals("available")) {
            throw new ApiError(
                    "IncorrectState", "The volume '" + volume.volumeId + "' is in the '" + volume.status + "' state.");
        }
        volume.status = "deleting";
        cloud.passesAfter(volume, cloud.pace().volume());
        return Tree.done();
    }
}
