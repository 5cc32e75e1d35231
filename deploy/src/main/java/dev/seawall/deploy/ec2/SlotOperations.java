package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.plan.Change;
import dev.seawall.deploy.plan.CloudPlan;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.WantedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What can be done with single slots of a deployment: replace the instance, snapshot the data, restore it. Each can be
 * ended at any point and given again: what is done is in the tags. Works as long as its deployment is open; one command at
 * a time.
 */
public final class SlotOperations {
    private final CloudTarget target;
    private final LongSupplier nanoTime;
    private final FirstBoot firstBoot;
    private final Supplier<Looked> looking;

    /** A snapshot that was taken. */
    public record Taken(String slot, String snapshotId, String volumeId) {}

    /** What is there, and what the blueprint wants. */
    record Looked(Site site, Images images, CloudPlan plan) {
        WantedResource wanted(Kind kind, String name) {
            return plan.changes().stream()
                    .filter(change -> change.kind() == kind && change.name().equals(name))
                    .map(Change::wanted)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
        }
    }

    SlotOperations(CloudTarget target, LongSupplier nanoTime, FirstBoot firstBoot, Supplier<Looked> looking) {
        this.target = target;
        this.nanoTime = nanoTime;
        this.firstBoot = firstBoot;
        this.looking = looking;
    }

    /** Every worker's name. */
    public List<String> workers() {
        return Slot.all(target.blueprint(), target.network()).stream()
                .filter(slot -> slot.role() == Role.WORKER)
                .map(Slot::name)
                .toList();
    }

    private Slot worker(String name) {
        Slot slot = Slot.named(target, name);
        if (slot.role() != Role.WORKER) {
            throw new CloudFailure(name + " has no data: only workers have volumes");
        }
        return slot;
    }

    /**
     * Ends the slot's instance and launches another at its address, with its volume.
     *
     * @param snapshot whether a worker's data is snapshot first
     */
    public void replace(String name, boolean snapshot, StepListener listener) {
        Slot slot = Slot.named(target, name);
        Looked look = looking.get();
        var graph = new StepGraph(listener, nanoTime);
        new Replacement(look.site(), new Launch(look.site(), look.images(), firstBoot), graph, slot)
                .plan(look.wanted(Kind.INSTANCE, name), firstBoot, snapshot, null);
        graph.run();
    }

    /**
     * Snapshots the data of some workers.
     *
     * @param run tells this run from others: a repeated call with the same takes no second snapshot
     */
    public List<Taken> snapshot(List<String> names, String run) {
        List<Slot> slots = names.stream().map(this::worker).toList();
        Site site = looking.get().site();
        List<Taken> taken = new ArrayList<>();
        for (Slot slot : slots) {
            String id = new SnapshotWork(site).take(slot.name(), run);
            taken.add(new Taken(slot.name(), id, site.id(slot.volumeName())));
        }
        return List.copyOf(taken);
    }

    /** Puts a new volume, made from a snapshot, in the place of a worker's volume, which is kept under another name. */
    public void restore(String name, String snapshotId, StepListener listener) {
        Slot slot = worker(name);
        Looked look = looking.get();
        var snapshot = new SnapshotWork(look.site()).describe(snapshotId);
        String owner = Labels.read(snapshot.tags(), Marks.SLOT);
        if (!owner.equals(name)
                || !Labels.read(snapshot.tags(), Labels.DEPLOYMENT).equals(target.deployment())) {
            throw new CloudFailure(snapshotId + " is " + (owner.isEmpty() ? "no snapshot of a slot" : "of " + owner)
                    + ", not of " + name + " of " + target.deployment() + ": its keys belong elsewhere");
        }
        var graph = new StepGraph(listener, nanoTime);
        new Replacement(look.site(), new Launch(look.site(), look.images(), firstBoot), graph, slot)
                .plan(
                        look.wanted(Kind.INSTANCE, name),
                        firstBoot,
                        false,
                        new Restoration(look.site(), slot, look.wanted(Kind.VOLUME, slot.volumeName()), snapshotId));
        graph.run();
    }
}
