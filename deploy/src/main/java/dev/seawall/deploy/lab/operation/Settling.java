package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.machine.Machines.Condition;
import dev.seawall.deploy.lab.world.Address;
import dev.seawall.deploy.lab.world.Instance;
import dev.seawall.deploy.lab.world.InstanceState;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.Snapshot;
import dev.seawall.deploy.lab.world.Volume;
import dev.seawall.deploy.lab.world.World;

/**
 * Moves states on, at the beginning of each call: what takes time has a moment before which it can't be done, and what
 * hangs on a machine also waits for what is observed of it. So nothing runs in the background, and a test's clock
 * decides what is seen. Not thread-safe: the world's lock.
 */
final class Settling {
    private final Cloud cloud;
    private final World world;

    Settling(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void settle() {
        world.vpcs.all().stream().filter(cloud::hasPassed).forEach(vpc -> vpc.state = "available");
        world.subnets.all().stream().filter(cloud::hasPassed).forEach(subnet -> subnet.state = "available");
        world.endpoints.all().stream()
                .filter(e -> e.state.equals("deleting") && cloud.hasPassed(e))
                .forEach(world.endpoints::remove);
        world.instances.all().forEach(this::settle);
        world.volumes.all().forEach(this::settle);
        world.snapshots.all().stream().filter(cloud::hasPassed).forEach(Settling::complete);
    }

    private static void complete(Snapshot snapshot) {
        snapshot.status = "completed";
        snapshot.progress = "100%";
    }

    private void settle(Instance instance) {
        Condition condition = cloud.machines().condition(instance.instanceId);
        boolean passed = cloud.hasPassed(instance);
        switch (instance.instanceState.name()) {
            case "pending" -> {
                if (passed && (instance.dark || condition != Condition.BOOTING)) {
                    instance.instanceState = InstanceState.RUNNING;
                }
            }
            case "running" -> {
                if (!instance.dark && (condition == Condition.STOPPED || condition == Condition.GONE)) {
                    shutDownFromWithin(instance);
                }
            }
            case "stopping" -> {
                if (passed && (instance.dark || condition == Condition.STOPPED || condition == Condition.GONE)) {
                    instance.instanceState = InstanceState.STOPPED;
                    world.interfaces.all().stream()
                            .filter(i -> i.attachment.instanceId().equals(instance.instanceId))
                            .forEach(i -> i.passingPublicIp = null);
                }
            }
            case "shutting-down" -> {
                if (passed && (instance.dark || condition == Condition.GONE)) {
                    bury(instance);
                }
            }
            case "terminated" -> {
                if (passed) {
                    world.instances.remove(instance);
                }
            }
            default -> {
                // Stopped: nothing happens until someone calls.
            }
        }
    }

    private void shutDownFromWithin(Instance instance) {
        boolean ends = instance.shutdownBehavior.equals("terminate");
        instance.instanceState = ends ? InstanceState.SHUTTING_DOWN : InstanceState.STOPPING;
        instance.stateReason = new Instance.StateReason(
                "Client.InstanceInitiatedShutdown", "Client.InstanceInitiatedShutdown: Instance initiated shutdown");
        cloud.passesAfter(instance, cloud.pace().instance());
        if (ends) {
            cloud.machines().terminate(instance.instanceId);
        }
    }

    /** The machine is gone for certain: only now its volumes, address and interface are free. */
    private void bury(Instance instance) {
        instance.instanceState = InstanceState.TERMINATED;
        cloud.passesAfter(instance, cloud.pace().memory());
        for (Volume volume : world.volumes.all()) {
            if (volume.isAttachedTo(instance.instanceId)) {
                boolean dies = volume.attachmentSet.getFirst().deleteOnTermination();
                volume.attachmentSet.clear();
                volume.status = dies ? "deleting" : "available";
                volume.dueMillis = 0;
            }
        }
        for (NetworkInterface network : world.interfaces.all()) {
            if (network.attachment.instanceId().equals(instance.instanceId)) {
                Address address = Addresses.of(world, network);
                if (address != null) {
                    Addresses.free(address, cloud);
                }
                world.interfaces.remove(network);
            }
        }
    }

    private void settle(Volume volume) {
        if (!cloud.hasPassed(volume)) {
            return;
        }
        switch (volume.status) {
            case "creating" -> volume.status = "available";
            case "deleting" -> {
                cloud.disks().delete(volume.volumeId);
                world.volumes.remove(volume);
            }
            case "in-use" -> volume.attachmentSet.stream().findFirst().ifPresent(a -> settle(volume, a));
            default -> {
                // Available: nothing happens until someone calls.
            }
        }
    }

    private void settle(Volume volume, Volume.Attachment attachment) {
        if (attachment.status().equals("attaching")) {
            volume.attachmentSet.set(0, attachment.with("attached"));
        } else if (attachment.status().equals("detaching")
                && (volume.forced || !cloud.machines().holds(attachment.instanceId(), volume.volumeId))) {
            volume.attachmentSet.clear();
            volume.status = "available";
            volume.forced = false;
        }
    }
}
