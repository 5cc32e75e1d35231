package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.plan.WantedResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * The steps that put a new instance into a slot: mark, snapshot, stop, let go of the volume, terminate, launch at the
 * same address, attach, unmark. The mark is a tag on what stays, the volume or the public address, and names the instance
 * that goes; so after a crash each step finds out what is done, and the same command goes on with the same instance. Data
 * is never detached by force: the instance is stopped first, and EC2 says when the volume is free. Used by one thread; the
 * steps run one after another.
 */
final class Replacement {
    private final Site site;
    private final Launch launch;
    private final StepGraph graph;
    private final Slot slot;
    /** The instance that is replaced; empty while none is known. Steps follow each other, on threads of their own. */
    private volatile String going = "";

    private String last = "";

    Replacement(Site site, Launch launch, StepGraph graph, Slot slot) {
        this.site = site;
        this.launch = launch;
        this.graph = graph;
        this.slot = slot;
    }

    private boolean isWorker() {
        return slot.role() == Role.WORKER;
    }

    /** What stays and carries the mark. */
    private String carrier() {
        return isWorker() ? slot.volumeName() : slot.addressName();
    }

    private void then(String name, String doing, Supplier<String> work) {
        graph.add(name, last.isEmpty() ? List.of() : List.of(last), doing, work);
        last = name;
    }

    /** @param restoration puts another volume into the slot while it has no instance; null keeps the one it has */
    void plan(WantedResource wanted, FirstBoot firstBoot, boolean snapshot, @Nullable Restoration restoration) {
        String name = slot.name();
        then(name + " mark", "marking", restoration == null ? this::mark : this::markForRestoration);
        then("artifacts", "uploading", () -> {
            firstBoot.publish();
            return "there";
        });
        if (isWorker() && snapshot) {
            then(name + " snapshot", "taking", this::snapshot);
        }
        if (restoration != null) {
            then("new " + slot.volumeName(), "creating", restoration::create);
        }
        if (isWorker()) {
            then(name + " stop", "stopping", this::stop);
            then(slot.volumeName(), "detaching", this::letGo);
        }
        then(name + " end", "terminating", this::terminate);
        if (restoration != null) {
            then(slot.volumeName() + " exchange", "renaming", restoration::exchange);
        }
        then(
                name,
                "launching",
                () -> launch.run(
                        wanted, slot.types(site.target().blueprint()), isWorker() ? site.id(carrier()) : null));
        if (isWorker()) {
            then(carrier() + " attachment", "attaching", () -> new VolumeWork(site).attach(carrier(), name));
        } else {
            then(carrier(), "moving", () -> new AddressWork(site).associate(carrier(), name));
        }
        then(name + " unmark", "finishing", () -> Marks.clear(site, carrier()));
    }

    /** Settles which instance goes: the one an earlier run had marked, else the one that is there. */
    private String mark() {
        Optional<Instance> living = LookUp.instance(site, slot.name());
        String earlier = Marks.replacing(site, carrier());
        if (!earlier.isEmpty()) {
            going = earlier;
            return living.filter(one -> !one.instanceId().equals(earlier))
                    .map(one -> "an earlier run replaced " + earlier + " by " + one.instanceId()
                            + " and did not finish: this one does")
                    .orElse("going on with " + earlier + ", where an earlier run ended");
        }
        if (living.isEmpty()) {
            return "no instance is there: one is launched";
        }
        going = living.get().instanceId();
        return Marks.set(site, carrier(), living.get().instanceId());
    }

    /** Whatever instance is there goes: it was told the id of another volume, or may have been. */
    private String markForRestoration() {
        Optional<Instance> living = LookUp.instance(site, slot.name());
        going = living.map(Instance::instanceId).orElse("");
        return living.map(one -> one.instanceId() + " is to go").orElse("no instance is there");
    }

    private String snapshot() {
        if (going.isEmpty()) {
            return "none: no instance goes";
        }
        return "taken " + new SnapshotWork(site).take(slot.name(), "replace " + going);
    }

    private boolean isGoing() {
        return !going.isEmpty();
    }

    private String stop() {
        return isGoing() ? new InstanceWork(site).stop(slot.name(), going) : "nothing to stop";
    }

    private String letGo() {
        return isGoing() ? new VolumeWork(site).letGo(site.id(carrier()), going) : "nothing to detach";
    }

    private String terminate() {
        return isGoing() ? new InstanceWork(site).terminate(slot.name(), going) : "nothing to terminate";
    }
}
