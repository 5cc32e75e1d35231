package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Volume;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Volumes that grow, or change their type, while they are used; never back, and not often. The world's lock. */
final class VolumeChanges {
    /** EC2 refuses the next change for so long. */
    private static final Duration REST = Duration.ofHours(6);

    private final Cloud cloud;

    VolumeChanges(Cloud cloud) {
        this.cloud = cloud;
    }

    void register(Operations table) {
        table.add("ModifyVolume", "VolumeId! Size VolumeType Iops Throughput", this::modify);
    }

    private ObjectNode modify(Parameters in) {
        Volume volume = cloud.world().volumes.require(in.text("VolumeId"));
        if (!volume.status.equals("available") && !volume.status.equals("in-use")) {
            throw new ApiError(
                    "IncorrectState", "The volume '" + volume.volumeId + "' is in the '" + volume.status + "' state.");
        }
        if (volume.changedMillis > 0 && cloud.clock().millis() - volume.changedMillis < REST.toMillis()) {
            throw new ApiError(
                    "VolumeModificationRateExceeded",
                    "You've reached the maximum modification rate per volume limit. Wait at least 6 hours between"
                            + " modifications per EBS volume.");
        }
        var changed = new Volume();
        changed.size = in.integer("Size", volume.size);
        changed.volumeType = in.text("VolumeType", volume.volumeType);
        if (changed.size < volume.size) {
            throw ApiError.invalidValue("New size cannot be smaller than existing size");
        }
        Volumes.performance(in, "", changed);
        ObjectNode before = Tree.answer("volumeId", volume.volumeId)
                .put("modificationState", "modifying")
                .put("originalSize", volume.size)
                .put("originalVolumeType", volume.volumeType);
        volume.size = changed.size;
        volume.volumeType = changed.volumeType;
        volume.iops = changed.iops;
        volume.throughput = changed.throughput;
        volume.changedMillis = cloud.clock().millis();
        return Tree.done()
                .set(
                        "volumeModification",
                        before.put("targetSize", volume.size)
                                .put("targetVolumeType", volume.volumeType)
                                .put("targetIops", volume.iops)
                                .put("progress", 0)
                                .put("startTime", cloud.now()));
    }
}
