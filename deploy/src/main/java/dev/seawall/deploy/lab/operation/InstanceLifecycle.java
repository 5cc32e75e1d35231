package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Instance;
import dev.seawall.deploy.lab.world.InstanceState;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.World;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Start, stop, reboot, terminate: all instances of a call, or none. Not thread-safe: the world's lock. */
final class InstanceLifecycle {
    private final Cloud cloud;
    private final World world;
    private final Instances instances;

    InstanceLifecycle(Cloud cloud, Instances instances) {
        this.cloud = cloud;
        this.world = cloud.world();
        this.instances = instances;
    }

    void register(Operations table) {
        table.add("StartInstances", "InstanceId!", this::start);
        table.add("StopInstances", "InstanceId! Force", this::stop);
        table.add("RebootInstances", "InstanceId!", this::reboot);
        table.add("TerminateInstances", "InstanceId!", this::terminate);
    }

    private List<Instance> named(Parameters in) {
        return in.list("InstanceId").stream().map(world.instances::require).toList();
    }

    private static void checkState(List<Instance> instances, String verb, Set<InstanceState> allowed) {
        for (Instance instance : instances) {
            if (!allowed.contains(instance.instanceState)) {
                throw new ApiError(
                        "IncorrectInstanceState",
                        "The instance '" + instance.instanceId + "' is not in a state" + " from which it can be " + verb
                                + " (it is " + instance.instanceState.name() + ").");
            }
        }
    }

    /** Carries out a change for each instance, and tells each one's state before and after. */
    private static ObjectNode change(List<Instance> instances, Consumer<Instance> change) {
        ArrayNode changes = Tree.list();
        for (Instance instance : instances) {
            ObjectNode row = Tree.answer("instanceId", instance.instanceId);
            row.set("previousState", Tree.of(instance.instanceState));
            change.accept(instance);
            changes.add(row.set("currentState", Tree.of(instance.instanceState)));
        }
        return Tree.answer("instancesSet", changes);
    }

    private void enter(Instance instance, InstanceState state) {
        instance.instanceState = state;
        cloud.passesAfter(instance, cloud.pace().instance());
    }

    private ObjectNode start(Parameters in) {
        List<Instance> named = named(in);
        checkState(named, "started", Set.of(InstanceState.STOPPED, InstanceState.PENDING, InstanceState.RUNNING));
        return change(named, instance -> {
            if (instance.is(InstanceState.STOPPED)) {
                enter(instance, InstanceState.PENDING);
                instance.launchTime = cloud.now();
                instance.reason = "";
                instance.stateReason = null;
                givePublicIp(instance);
                instance.dark = cloud.faults().staysDark();
                if (!instance.dark) {
                    cloud.machines().launch(instances.spec(instance));
                }
            }
        });
    }

    private void givePublicIp(Instance instance) {
        NetworkInterface network = Instances.interfaceOf(world, instance);
        if (network != null && network.wantsPublicIp && Addresses.of(world, network) == null) {
            network.passingPublicIp = Addresses.freePublicIp(cloud);
        }
    }

    private ObjectNode stop(Parameters in) {
        List<Instance> named = named(in);
        checkState(named, "stopped", Set.of(InstanceState.RUNNING, InstanceState.STOPPING, InstanceState.STOPPED));
        for (Instance instance : named) {
            if (instance.instanceLifecycle != null) {
                throw new ApiError(
                        "UnsupportedOperation",
                        "You can't stop the Spot Instance '" + instance.instanceId
                                + "' because it is associated with a one-time Spot Instance request.");
            }
        }
        return change(named, instance -> {
            if (instance.is(InstanceState.RUNNING)) {
                enter(instance, InstanceState.STOPPING);
                because(instance, "Client.UserInitiatedShutdown", "User initiated shutdown");
                cloud.machines().stop(instance.instanceId);
            }
        });
    }

    private ObjectNode reboot(Parameters in) {
        List<Instance> named = named(in);
        checkState(named, "rebooted", Set.of(InstanceState.RUNNING, InstanceState.PENDING));
        named.forEach(instance -> cloud.machines().reboot(instance.instanceId));
        return Tree.done();
    }

    private ObjectNode terminate(Parameters in) {
        List<Instance> named = named(in);
        for (Instance instance : named) {
            if (instance.disableApiTermination) {
                throw new ApiError(
                        "OperationNotPermitted",
                        "The instance '" + instance.instanceId + "' may not be"
                                + " terminated. Modify its 'disableApiTermination' instance attribute and try again.");
            }
        }
        return change(named, instance -> {
            if (!instance.is(InstanceState.SHUTTING_DOWN) && !instance.is(InstanceState.TERMINATED)) {
                enter(instance, InstanceState.SHUTTING_DOWN);
                because(instance, "Client.UserInitiatedShutdown", "User initiated shutdown");
                cloud.machines().terminate(instance.instanceId);
            }
        });
    }

    private void because(Instance instance, String code, String message) {
        instance.reason = "User initiated (" + cloud.now() + ")";
        instance.stateReason = new Instance.StateReason(code, code + ": " + message);
    }
}
