package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.machine.Disk;
import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Instance;
import dev.seawall.deploy.lab.world.InstanceState;
import dev.seawall.deploy.lab.world.Volume;
import dev.seawall.deploy.lab.world.World;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which instance has a volume: one at most, in the same zone, and until its machine has let go. Not thread-safe: the
 * world's lock.
 */
final class Attachments {
    private static final Pattern DEVICE = Pattern.compile("(/dev/)?(sd[a-z]\\d{0,2}|xvd[a-z]{1,2})");

    private final Cloud cloud;
    private final World world;

    Attachments(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("AttachVolume", "VolumeId! InstanceId! Device!", this::attach);
        table.add("DetachVolume", "VolumeId! InstanceId Device Force", this::detach);
    }

    private ObjectNode attach(Parameters in) {
        Volume volume = world.volumes.require(in.text("VolumeId"));
        Instance instance = world.instances.require(in.text("InstanceId"));
        String device = in.text("Device");
        if (!volume.attachmentSet.isEmpty()) {
            throw new ApiError("VolumeInUse", volume.volumeId + " is already attached to an instance");
        }
        if (!volume.status.equals("available")) {
            throw new ApiError("IncorrectState", volume.volumeId + " is not 'available'.");
        }
        if (!volume.availabilityZone.equals(instance.placement.availabilityZone())) {
            throw new ApiError(
                    "InvalidVolume.ZoneMismatch",
                    "The volume '" + volume.volumeId + "' is not in the same availability zone as instance '"
                            + instance.instanceId + "'");
        }
        if (!instance.is(InstanceState.RUNNING) && !instance.is(InstanceState.STOPPED)) {
            throw new ApiError("IncorrectState", "Instance '" + instance.instanceId + "' is not 'running'.");
        }
        if (!DEVICE.matcher(device).matches()) {
            throw in.invalid("Device", device, device + " is not a valid EBS device name.");
        }
        boolean taken = world.volumes.all().stream()
                .flatMap(v -> v.attachmentSet.stream())
                .anyMatch(a ->
                        a.instanceId().equals(instance.instanceId) && a.device().equals(device));
        if (taken) {
            throw ApiError.invalidValue(
                    "Invalid value '" + device + "' for unixDevice. Attachment point " + device + " is already in use");
        }
        volume.status = "in-use";
        var attachment =
                new Volume.Attachment(volume.volumeId, instance.instanceId, device, "attaching", cloud.now(), false);
        volume.attachmentSet.add(attachment);
        cloud.passesAfter(volume, cloud.pace().volume().plus(cloud.faults().volumeDelay()));
        if (instance.is(InstanceState.RUNNING) && !instance.dark) {
            boolean root = device.equals(instance.rootDeviceName);
            cloud.machines().attach(instance.instanceId, new Disk(volume.volumeId, device, volume.size, root));
        }
        return Tree.of(attachment);
    }

    private ObjectNode detach(Parameters in) {
        Volume volume = world.volumes.require(in.text("VolumeId"));
        if (volume.attachmentSet.isEmpty()) {
            throw new ApiError(
                    "IncorrectState", "Volume '" + volume.volumeId + "' is in the '" + volume.status + "' state.");
        }
        Volume.Attachment attachment = volume.attachmentSet.getFirst();
        if (!in.text("InstanceId", attachment.instanceId()).equals(attachment.instanceId())
                || !in.text("Device", attachment.device()).equals(attachment.device())) {
            throw new ApiError(
                    "InvalidAttachment.NotFound",
                    "Volume '" + volume.volumeId + "' is not attached to instance '"
                            + in.text("InstanceId", attachment.instanceId()) + "' as "
                            + in.text("Device", attachment.device()));
        }
        boolean force = in.flag("Force", false);
        Instance instance = world.instances.get(attachment.instanceId());
        boolean isRoot = attachment.device().equals(instance.rootDeviceName);
        if (isRoot && !instance.is(InstanceState.STOPPED)) {
            throw new ApiError(
                    "OperationNotPermitted",
                    "Unable to detach root volume '" + volume.volumeId + "' from instance '" + instance.instanceId
                            + "'");
        }
        if (!force && !attachment.status().equals("attached")) {
            throw new ApiError(
                    "IncorrectState",
                    "The attachment of '" + volume.volumeId + "' is in the '" + attachment.status() + "' state.");
        }
        Volume.Attachment leaving = attachment.with("detaching");
        volume.attachmentSet.set(0, leaving);
        volume.forced = force;
        cloud.passesAfter(volume, cloud.pace().volume());
        cloud.machines().detach(instance.instanceId, volume.volumeId);
        return Tree.of(leaving);
    }
}
