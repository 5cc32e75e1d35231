package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Difference;
import dev.seawall.deploy.plan.WantedResource;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/**
 * Makes data volumes, grows them and attaches them. Never deletes one, never detaches one by force. Thread-safe, as the
 * site is.
 */
record VolumeWork(Site site) {
    String create(WantedResource wanted) {
        String name = wanted.name();
        String there = LookUp.volume(site, name);
        if (!there.isEmpty()) {
            site.know(name, there);
            return "found " + there;
        }
        String id = site.waiting().visible(() -> site.ec2()
                .createVolume(r -> r.availabilityZone(wanted.attribute("zone"))
                        .size(gibibytes(wanted))
                        .volumeType(wanted.attribute("type"))
                        .iops(Integer.valueOf(wanted.attribute("iops")))
                        .encrypted(wanted.attribute("encrypted").equals("yes"))
                        .clientToken(site.token(
                                name,
                                wanted.attribute("zone"),
                                wanted.attribute("size"),
                                wanted.attribute("type"),
                                wanted.attribute("iops"),
                                wanted.attribute("encrypted")))
                        .tagSpecifications(site.tags(ResourceType.VOLUME, name)))
                .volumeId());
        site.know(name, id);
        awaitState(id, VolumeState.AVAILABLE);
        return "created " + id;
    }

    private static int gibibytes(WantedResource wanted) {
        return Integer.parseInt(wanted.attribute("size").replace(" GiB", ""));
    }

    /** Size, type and operations, all in one call: EC2 takes the next only hours later. */
    String modify(WantedResource wanted, List<Difference> differences) {
        String id = site.id(wanted.name());
        site.ec2().modifyVolume(r -> r.volumeId(id)
                .size(gibibytes(wanted))
                .volumeType(wanted.attribute("type"))
                .iops(Integer.valueOf(wanted.attribute("iops"))));
        site.waiting()
                .until(
                        id + " to be " + wanted.attribute("size"),
                        site.target().timing().state(),
                        () -> volume(id),
                        v -> v.size() == gibibytes(wanted)
                                && wanted.attribute("type").equals(v.volumeTypeAsString()));
        return "changed " + NetworkWork.keys(differences);
    }

    Volume volume(String id) {
        return site.waiting()
                .visible(() -> site.ec2().describeVolumes(r -> r.volumeIds(id)))
                .volumes()
                .getFirst();
    }

    private void awaitState(String id, VolumeState state) {
        site.waiting()
                .until(
                        id + " to be " + state,
                        site.target().timing().state(),
                        () -> volume(id),
                        v -> v.state() == state);
    }

    /** Attaches a volume to a slot's instance, once whatever had it has let it go by itself. */
    String attach(String volumeName, String slot) {
        String volume = site.id(volumeName);
        String instance = site.id(slot);
        if (isAttached(volume(volume), instance)) {
            return volume + " is attached to " + instance;
        }
        site.waiting()
                .until(
                        volume + " to be free for " + slot + "; it is never detached by force",
                        site.target().timing().state(),
                        () -> volume(volume),
                        v -> v.state() == VolumeState.AVAILABLE || isAttached(v, instance));
        try {
            site.waiting()
                    .retrying(
                            site.target().timing().visible(),
                            e -> AwsErrors.isNotFound(e) || AwsErrors.isNotYet(e),
                            () -> site.ec2().attachVolume(r -> r.volumeId(volume)
                                    .instanceId(instance)
                                    .device(Slot.DATA_DEVICE)));
        } catch (SdkException e) {
            if (!AwsErrors.isDependency(e)) {
                throw AwsErrors.failure("attach " + volumeName + " " + volume + " to " + slot + " " + instance, e);
            }
            // An earlier call of ours, whose answer got lost; or somebody was quicker, which shows below.
        }
        site.waiting()
                .until(
                        volume + " to be attached to " + instance,
                        site.target().timing().state(),
                        () -> volume(volume),
                        v -> isAttached(v, instance));
        return "attached " + volume + " to " + instance;
    }

    private static boolean isAttached(Volume volume, String instance) {
        return volume.attachments().stream()
                .anyMatch(a -> a.instanceId().equals(instance) && a.state() == VolumeAttachmentState.ATTACHED);
    }
}
