package dev.seawall.deploy.ec2;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/**
 * Takes snapshots of data volumes and finds them again. EC2 gives CreateSnapshot no token, so each is tagged with the run
 * it was taken for, and looked up by that first. A snapshot holds what the volume held when it was asked for, however long
 * EC2 takes to complete it. Thread-safe, as the site is.
 */
record SnapshotWork(Site site) {
    /** Once for a run, however often it is asked for; gives the snapshot's id. */
    String take(String slot, String run) {
        String volume = site.id(slot + "-volume");
        String deployment = site.target().deployment();
        var tags = Labels.at(
                ResourceType.SNAPSHOT,
                Labels.of(deployment, slot + "-snapshot", Map.of(Marks.RUN, run, Marks.SLOT, slot)));
        String name = slot + "-snapshot " + run;
        site.createOnce(name, () -> find(slot, run), () -> site.once()
                .createSnapshot(r -> r.volumeId(volume)
                        .description(deployment + " " + slot + ", " + volume)
                        .tagSpecifications(tags))
                .snapshotId());
        return site.id(name);
    }

    private String find(String slot, String run) {
        return all(slot)
                .filter(one -> Labels.read(one.tags(), Marks.RUN).equals(run))
                .filter(one -> one.state() != SnapshotState.ERROR)
                .map(Snapshot::snapshotId)
                .findFirst()
                .orElse("");
    }

    private Stream<Snapshot> all(String slot) {
        return site
                .ec2()
                .describeSnapshotsPaginator(r -> r.ownerIds("self")
                        .filters(
                                Filters.tag(Labels.DEPLOYMENT, site.target().deployment()),
                                Filters.tag(Marks.SLOT, slot)))
                .snapshots()
                .stream();
    }

    /** Returns once the snapshot can be restored from. */
    Snapshot awaitComplete(String id) {
        Snapshot last = site.waiting()
                .until(
                        id + " to be complete",
                        site.target().timing().state(),
                        () -> describe(id),
                        one -> one.state() == SnapshotState.COMPLETED || one.state() == SnapshotState.ERROR);
        if (last.state() == SnapshotState.ERROR) {
            throw new CloudFailure("EC2 says that " + id + " failed: " + last.stateMessage() + "; take another");
        }
        return last;
    }

    Snapshot describe(String id) {
        List<Snapshot> found = Ec2Account.ask("see the snapshot " + id, () -> site.waiting()
                        .visible(() -> site.ec2().describeSnapshots(r -> r.snapshotIds(id))))
                .snapshots();
        return found.getFirst();
    }
}
