package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Instance;
import dev.seawall.deploy.lab.world.InstanceState;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.SecurityGroup;
import dev.seawall.deploy.lab.world.Volume;
import dev.seawall.deploy.lab.world.World;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Single attributes of an instance. Not thread-safe: the world's lock. */
final class InstanceAttributes {
    private static final String CHANGEABLE = "DisableApiTermination InstanceType GroupId UserData SourceDestCheck"
            + " InstanceInitiatedShutdownBehavior BlockDeviceMapping EbsOptimized";

    private final Cloud cloud;
    private final World world;
    private final Instances instances;

    InstanceAttributes(Cloud cloud, Instances instances) {
        this.cloud = cloud;
        this.world = cloud.world();
        this.instances = instances;
    }

    void register(Operations table) {
        table.add("DescribeInstanceAttribute", "InstanceId! Attribute!", this::describe);
        table.add("ModifyInstanceAttribute", "InstanceId! " + CHANGEABLE, this::modify);
        table.add(
                "ModifyInstanceMetadataOptions",
                "InstanceId! HttpTokens HttpPutResponseHopLimit HttpEndpoint",
                this::metadata);
    }

    private ObjectNode describe(Parameters in) {
        Instance instance = world.instances.require(in.text("InstanceId"));
        String name = in.text("Attribute");
        ObjectNode answer = Tree.answer("instanceId", instance.instanceId);
        NetworkInterface network = Instances.interfaceOf(world, instance);
        return switch (name) {
            case "userData" ->
                answer.set(
                        name,
                        instance.userData.isEmpty() ? Tree.MAPPER.createObjectNode() : Tree.value(instance.userData));
            case "disableApiTermination" -> answer.set(name, Tree.value(instance.disableApiTermination));
            case "instanceType" -> answer.set(name, Tree.value(instance.instanceType));
            case "sourceDestCheck" -> answer.set(name, Tree.value(instance.sourceDestCheck));
            case "ebsOptimized" -> answer.set(name, Tree.value(instance.ebsOptimized));
            case "rootDeviceName" -> answer.set(name, Tree.value(instance.rootDeviceName));
            case "instanceInitiatedShutdownBehavior" -> answer.set(name, Tree.value(instance.shutdownBehavior));
            case "blockDeviceMapping" -> answer.set(name, instances.blockDevices(instance));
            case "groupSet" ->
                answer.set(name, Tree.MAPPER.valueToTree(network == null ? List.of() : network.groupSet));
            default -> throw in.invalid("Attribute", name, "Unknown attribute.");
        };
    }

    private ObjectNode modify(Parameters in) {
        Instance instance = world.instances.require(in.text("InstanceId"));
        List<String> named = in.roots().stream()
                .filter(Set.of(CHANGEABLE.split(" ", -1))::contains)
                .toList();
        if (named.size() != 1) {
            throw ApiError.invalidCombination("Exactly one attribute must be specified, not " + named);
        }
        String name = named.getFirst();
        if (Set.of("InstanceType", "UserData", "EbsOptimized").contains(name) && !instance.is(InstanceState.STOPPED)) {
            throw new ApiError(
                    "IncorrectInstanceState",
                    "The instance '" + instance.instanceId + "' is not in the 'stopped'" + " state.");
        }
        switch (name) {
            case "DisableApiTermination" -> instance.disableApiTermination = in.flag(name + ".Value", false);
            case "SourceDestCheck" -> instance.sourceDestCheck = in.flag(name + ".Value", true);
            case "EbsOptimized" -> instance.ebsOptimized = in.flag(name + ".Value", false);
            case "UserData" -> instance.userData = in.text("UserData.Value", "");
            case "InstanceType" -> instance.instanceType = type(in.text("InstanceType.Value"));
            case "GroupId" -> regroup(instance, in.list("GroupId"));
            case "BlockDeviceMapping" -> in.structs(name).forEach(mapping -> keep(instance, mapping));
            default -> instance.shutdownBehavior = in.oneOf(name + ".Value", "", Set.of("stop", "terminate"));
        }
        return Tree.done();
    }

    private ObjectNode metadata(Parameters in) {
        Instance instance = world.instances.require(in.text("InstanceId"));
        if (instance.is(InstanceState.TERMINATED) || instance.is(InstanceState.SHUTTING_DOWN)) {
            throw new ApiError(
                    "IncorrectInstanceState",
                    "The instance '" + instance.instanceId + "' is not in a state in which this can be done.");
        }
        var now = instance.metadataOptions;
        int hops = in.integer("HttpPutResponseHopLimit", now.httpPutResponseHopLimit());
        if (hops < 1 || hops > 64) {
            throw in.invalid("HttpPutResponseHopLimit", "" + hops, "It must be 1 to 64.");
        }
        instance.metadataOptions = new Instance.MetadataOptions(
                "applied",
                in.has("HttpTokens") ? in.oneOf("HttpTokens", "", Set.of("optional", "required")) : now.httpTokens(),
                hops,
                in.has("HttpEndpoint")
                        ? in.oneOf("HttpEndpoint", "", Set.of("enabled", "disabled"))
                        : now.httpEndpoint());
        return Tree.answer("instanceId", instance.instanceId)
                .set("instanceMetadataOptions", Tree.of(instance.metadataOptions));
    }

    private String type(String type) {
        if (cloud.catalog().instanceType(type).isMissingNode()) {
            throw ApiError.invalidValue("Invalid value '" + type + "' for InstanceType.");
        }
        return type;
    }

    private void regroup(Instance instance, List<String> ids) {
        List<SecurityGroup> groups = ids.stream().map(world.groups::require).toList();
        NetworkInterface network = Instances.interfaceOf(world, instance);
        if (network == null || groups.stream().anyMatch(g -> !g.vpcId.equals(network.vpcId))) {
            throw new ApiError(
                    "InvalidParameter",
                    "The groups and instance " + instance.instanceId + " belong to different" + " networks.");
        }
        network.groupSet.clear();
        groups.forEach(group -> network.groupSet.add(group.ref()));
    }

    /** Whether a volume goes when the instance does. */
    private void keep(Instance instance, Parameters mapping) {
        String device = mapping.text("DeviceName");
        for (Volume volume : world.volumes.all()) {
            Volume.Attachment old = volume.isAttachedTo(instance.instanceId) ? volume.attachmentSet.getFirst() : null;
            if (old != null && old.device().equals(device)) {
                volume.attachmentSet.set(
                        0,
                        new Volume.Attachment(
                                old.volumeId(),
                                old.instanceId(),
                                device,
                                old.status(),
                                old.attachTime(),
                                mapping.flag("Ebs.DeleteOnTermination", old.deleteOnTermination())));
                return;
            }
        }
        throw new ApiError("InvalidInstanceAttributeValue", "No device is currently mapped at " + device);
    }
}
