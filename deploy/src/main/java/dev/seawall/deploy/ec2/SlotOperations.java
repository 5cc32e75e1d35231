package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import dev.seawall.deploy.plan.WantedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What can be done with single slots of a deployment: replace the instance, snapshot the data, restore it. Each can be
 * ended at any point and given again: what is done is in the tags. One command at a time.
 */
public final class SlotOperations implements AutoCloseable {
    private final CloudTarget target;
    private final FirstBoot firstBoot;
    private final LongSupplier nanoTime;
    private final Ec2Account account;

    /** A snapshot that was taken. */
    public record Taken(String slot, String snapshotId, String volumeId) {}

    public SlotOperations(CloudTarget target, FirstBoot firstBoot, LongSupplier nanoTime) {
        this.target = target;
        this.firstBoot = firstBoot;
        this.nanoTime = nanoTime;
        this.account = new Ec2Account(target.connection());
    }

    /** What is there, and what the blueprint wants. */
    private record Look(Site site, Images images, List<WantedResource> wanted) {
        WantedResource wanted(String name) {
            return wanted.stream()
                    .filter(one -> one.name().equals(name)
                            && (one.kind() == Kind.INSTANCE || one.kind() == Kind.VOLUME))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Look look() {
        var inventory = Inventory.take(
                account.repeating(), target.deployment(), target.connection().region());
        List<SeenResource> seen = Sight.of(target, inventory).resources();
        var images = new Images(account.repeating(), seen, false);
        var wanted = new Topology(target, new Pinned(target, seen, images, firstBoot)).wanted();
        return new Look(new Site(target, account, nanoTime, inventory, seen), images, wanted);
    }

    private Slot slot(String name) {
        return Slot.all(target.blueprint(), target.network()).stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CloudFailure("the blueprint has no slot " + name + "; its slots: "
                        + String.join(", ", slots(target))));
    }

    /** Every slot's name. */
    public static List<String> slots(CloudTarget target) {
        return Slot.all(target.blueprint(), target.network()).stream()
                .map(Slot::name)
                .toList();
    }

    private Slot worker(String name) {
        Slot slot = slot(name);
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
        Slot slot = slot(name);
        Look look = look();
        var graph = new StepGraph(listener, nanoTime);
        new Replacement(look.site(), new Launch(look.site(), look.images(), firstBoot), graph, slot)
                .plan(look.wanted(name), firstBoot, snapshot, null);
        graph.run();
    }

    /**
     * Snapshots the data of some workers.
     *
     * @param run tells this run from others: a repeated call with the same takes no second snapshot
     */
    public List<Taken> snapshot(List<String> names, String run) {
        List<Slot> slots = names.stream().map(this::worker).toList();
        Site site = look().site();
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
        Look look = look();
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
                        look.wanted(name),
                        firstBoot,
                        false,
                        new Restoration(look.site(), slot, look.wanted(slot.volumeName()), snapshotId));
        graph.run();
    }

    @Override
    public void close() {
        account.close();
    }
}
