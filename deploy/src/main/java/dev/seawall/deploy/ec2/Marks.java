package dev.seawall.deploy.ec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * The tags that say how far a replacement has come: on what outlives the instance, so that whoever goes on after a crash
 * knows which instance was to go. Stateless.
 */
final class Marks {
    /** On a slot's volume or address: the id of the instance that is being replaced. */
    static final String REPLACING = "seawall:replacing";

    /** The value of {@link #REPLACING} on a volume that is to take another's place; no instance's id. */
    static final String RESTORATION = "restoration";

    /** On a snapshot: what it was taken for, so that it is taken once. */
    static final String RUN = "seawall:run";

    /** On a snapshot: whose data it holds. */
    static final String SLOT = "seawall:slot";

    /** On a volume that came from a snapshot: the volume whose place it takes. */
    static final String INSTEAD_OF = "seawall:instead-of";

    /** On a volume that came from a snapshot: the snapshot. */
    static final String FROM = "seawall:from";

    private Marks() {}

    /** The instance that an unfinished replacement is about; empty without one. */
    static String replacing(Site site, String carrier) {
        String marked = Labels.read(tags(site, site.id(carrier)), REPLACING);
        return marked.equals(RESTORATION) ? "" : marked;
    }

    static String set(Site site, String carrier, String instanceId) {
        site.ec2().createTags(r -> r.resources(site.id(carrier)).tags(Labels.tag(REPLACING, instanceId)));
        return "marked " + site.id(carrier) + ": " + instanceId + " is to go";
    }

    static String clear(Site site, String carrier) {
        site.ec2().deleteTags(r -> r.resources(site.id(carrier))
                .tags(Tag.builder().key(REPLACING).build()));
        return "done";
    }

    /** For whoever has put an instance into the slot, without having been asked to go on with a replacement. */
    static void settle(Site site, String carrier) {
        if (!Labels.read(tags(site, site.id(carrier)), REPLACING).isEmpty()) {
            clear(site, carrier);
        }
    }

    private static List<Tag> tags(Site site, String id) {
        if (id.startsWith("vol-")) {
            return new VolumeWork(site).volume(id).tags();
        }
        return site.ec2()
                .describeAddresses(r -> r.allocationIds(id))
                .addresses()
                .getFirst()
                .tags();
    }

    static String of(Volume volume, String key) {
        return Labels.read(volume.tags(), key);
    }
}
