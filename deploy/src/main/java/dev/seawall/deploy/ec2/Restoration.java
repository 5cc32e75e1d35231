package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.WantedResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/**
 * Makes a slot's volume anew from a snapshot. The old one is kept under another name. The new one gets the slot's name
 * before the old one loses it: were it the other way round, a crash in between would leave a slot without a volume, and
 * the next {@code up} would make a blank one. Used by one thread at a time.
 */
final class Restoration {
    private final Site site;
    private final Slot slot;
    private final WantedResource wanted;
    private final String snapshotId;
    /** The two volumes; empty while they aren't known. Steps follow each other, on threads of their own. */
    private volatile String old = "";

    private volatile String fresh = "";

    /** @param wanted the volume that the blueprint asks for */
    Restoration(Site site, Slot slot, WantedResource wanted, String snapshotId) {
        this.site = site;
        this.slot = slot;
        this.wanted = wanted;
        this.snapshotId = snapshotId;
    }

    private Stream<Volume> volumes(String key, String value) {
        return site
                .ec2()
                .describeVolumes(r ->
                        r.filters(Filters.tag(Labels.DEPLOYMENT, site.target().deployment()), Filters.tag(key, value)))
                .volumes()
                .stream()
                .filter(volume -> !volume.stateAsString().startsWith("delet"));
    }

    String create() {
        Snapshot snapshot = new SnapshotWork(site).awaitComplete(snapshotId);
        List<Volume> named = volumes(Labels.NAME, slot.volumeName()).toList();
        List<String> replaced =
                named.stream().map(volume -> Marks.of(volume, Marks.INSTEAD_OF)).toList();
        if (named.size() == 1 && isUnfinished(named.getFirst())) {
            old = Marks.of(named.getFirst(), Marks.INSTEAD_OF);
            fresh = named.getFirst().volumeId();
            return "an earlier run made " + fresh + " from " + snapshotId;
        }
        // Two of the name: an earlier run ended between the two renamings.
        String current = named.stream()
                .map(Volume::volumeId)
                .filter(id -> named.size() == 1 || replaced.contains(id))
                .findFirst()
                .orElseThrow(() -> new CloudFailure("found " + named.size() + " volumes named " + slot.volumeName()
                        + ", where there should be one; look at them and give all but one another name"));
        old = current;
        site.know(slot.volumeName(), current);
        fresh = volumes(Marks.INSTEAD_OF, current)
                .filter(volume -> Marks.of(volume, Marks.FROM).equals(snapshotId))
                .map(Volume::volumeId)
                .findFirst()
                .orElseGet(() -> make(snapshot, current));
        site.waiting()
                .until(
                        fresh + " to be made from " + snapshotId,
                        site.target().timing().state(),
                        () -> new VolumeWork(site).volume(fresh),
                        volume -> volume.state() == VolumeState.AVAILABLE || volume.state() == VolumeState.IN_USE);
        return "made " + fresh + " from " + snapshotId;
    }

    private boolean isUnfinished(Volume volume) {
        return Marks.of(volume, Marks.FROM).equals(snapshotId)
                && !Marks.of(volume, Marks.REPLACING).isEmpty();
    }

    private String make(Snapshot snapshot, String current) {
        int gibibytes = Math.max(snapshot.volumeSize(), VolumeWork.gibibytes(wanted));
        var tags = Labels.of(
                site.target().deployment(),
                slot.volumeName() + "-next",
                Map.of(Marks.INSTEAD_OF, current, Marks.FROM, snapshotId, Marks.REPLACING, Marks.RESTORATION));
        return Ec2Account.ask("make a volume from " + snapshotId, () -> site.ec2()
                .createVolume(r -> r.availabilityZone(wanted.attribute("zone"))
                        .snapshotId(snapshotId)
                        .size(gibibytes)
                        .volumeType(wanted.attribute("type"))
                        .iops(Integer.valueOf(wanted.attribute("iops")))
                        .encrypted(wanted.attribute("encrypted").equals("yes"))
                        .clientToken(site.token(slot.volumeName(), current, snapshotId))
                        .tagSpecifications(Labels.at(ResourceType.VOLUME, tags)))
                .volumeId());
    }

    /** Gives the new volume the slot's name, and the old one another that says what became of it. */
    String exchange() {
        rename(fresh, slot.volumeName());
        rename(old, slot.volumeName() + "-before-" + snapshotId);
        site.know(slot.volumeName(), fresh);
        return fresh + " takes the place of " + old + ", which is kept";
    }

    private void rename(String id, String name) {
        site.ec2().createTags(r -> r.resources(id).tags(Labels.of(site.target().deployment(), name)));
    }
}
