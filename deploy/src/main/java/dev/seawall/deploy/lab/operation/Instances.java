package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.machine.Disk;
import dev.seawall.deploy.lab.machine.InstanceSpec;
import dev.seawall.deploy.lab.machine.Machines.Condition;
import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Instance;
import dev.seawall.deploy.lab.world.InstanceState;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.SecurityGroup;
import dev.seawall.deploy.lab.world.Tag;
import dev.seawall.deploy.lab.world.Volume;
import dev.seawall.deploy.lab.world.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Instances as they are seen: joined with their interface, volumes and addresses. The world's lock. */
final class Instances {
    private static final Listing LISTING = new Listing("InstanceId", "instancesSet", """
            instance-id instance-state-name=instanceState.name
            instance-state-code=instanceState.code instance-type instance-lifecycle
            availability-zone=placement.availabilityZone subnet-id vpc-id image-id
            private-ip-address ip-address client-token reservation-id=_reservationId
            instance.group-id=groupSet.groupId
            block-device-mapping.volume-id=blockDeviceMapping.ebs.volumeId""");
    private static final Listing STATUS = new Listing("InstanceId", "instanceStatusSet", """
            availability-zone instance-state-name=instanceState.name instance-status.status
            system-status.status""");

    private final Cloud cloud;
    private final World world;

    Instances(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("DescribeInstances", LISTING.parameters(), this::describe);
        table.add("DescribeInstanceStatus", STATUS.parameters() + " IncludeAllInstances", this::status);
        table.add("GetConsoleOutput", "InstanceId! Latest", this::console);
    }

    private ObjectNode describe(Parameters in) {
        ObjectNode page = LISTING.answer(in, world.instances, this::view);
        var reservations = new LinkedHashMap<String, ArrayNode>();
        for (JsonNode instance : page.path("instancesSet")) {
            reservations
                    .computeIfAbsent(instance.path("_reservationId").asString(), id -> Tree.list())
                    .add(instance);
        }
        ArrayNode set = Tree.list();
        reservations.forEach((id, members) -> set.add(reservation(id, members)));
        ObjectNode answer = Tree.answer("reservationSet", set);
        return page.has("nextToken") ? answer.set("nextToken", page.path("nextToken")) : answer;
    }

    private static ObjectNode reservation(String id, ArrayNode members) {
        ObjectNode answer = Tree.answer("reservationId", id).put("ownerId", World.ACCOUNT);
        answer.set("groupSet", Tree.list());
        return answer.set("instancesSet", members);
    }

    /** What RunInstances answers. */
    ObjectNode reservation(String id) {
        ArrayNode members = Tree.list();
        world.instances.all().stream().filter(i -> i.reservationId.equals(id)).forEach(i -> members.add(view(i)));
        return reservation(id, members);
    }

    /** What RunInstances answers to a token it has seen: the same instances, as they are now. */
    ObjectNode again(ObjectNode before) {
        String id = before.path("reservationId").asString();
        boolean lives = world.instances.all().stream()
                .anyMatch(i -> i.reservationId.equals(id)
                        && !i.is(InstanceState.TERMINATED)
                        && !i.is(InstanceState.SHUTTING_DOWN));
        if (!lives) {
            throw new ApiError(
                    "IdempotentInstanceTerminated",
                    "The request to launch an instance uses the same client"
                            + " token as a previous request for which the instance has been terminated.");
        }
        return reservation(id);
    }

    static @Nullable NetworkInterface interfaceOf(World world, Instance instance) {
        return world.interfaces.all().stream()
                .filter(i -> i.attachment.instanceId().equals(instance.instanceId))
                .findFirst()
                .orElse(null);
    }

    private List<Volume> volumesOf(Instance instance) {
        return world.volumes.all().stream()
                .filter(v -> v.isAttachedTo(instance.instanceId))
                .toList();
    }

    ObjectNode view(Instance instance) {
        ObjectNode tree = Tree.of(instance);
        NetworkInterface network = interfaceOf(world, instance);
        ArrayNode interfaces = Tree.list();
        if (network != null) {
            ObjectNode view = NetworkInterfaces.within(world, network);
            interfaces.add(view);
            tree.set("groupSet", view.path("groupSet"));
            String publicIp = Addresses.publicIpOf(world, network);
            if (publicIp != null) {
                tree.put("ipAddress", publicIp).put("dnsName", Addresses.dnsName(publicIp));
            }
        } else {
            tree.set("groupSet", Tree.list());
            tree.remove(List.of("privateIpAddress", "subnetId", "vpcId"));
        }
        tree.set("networkInterfaceSet", interfaces);
        return tree.set("blockDeviceMapping", blockDevices(instance));
    }

    ArrayNode blockDevices(Instance instance) {
        ArrayNode devices = Tree.list();
        for (Volume volume : volumesOf(instance)) {
            Volume.Attachment attachment = volume.attachmentSet.getFirst();
            devices.add(Tree.answer("deviceName", attachment.device())
                    .set(
                            "ebs",
                            Tree.answer("volumeId", volume.volumeId)
                                    .put("status", attachment.status())
                                    .put("attachTime", attachment.attachTime())
                                    .put("deleteOnTermination", attachment.deleteOnTermination())));
        }
        return devices;
    }

    /** What the machine behind an instance is told when it boots. */
    InstanceSpec spec(Instance instance) {
        NetworkInterface network = interfaceOf(world, instance);
        String publicIp = network == null ? null : Addresses.publicIpOf(world, network);
        var disks = new ArrayList<Disk>();
        for (Volume volume : volumesOf(instance)) {
            Volume.Attachment attachment = volume.attachmentSet.getFirst();
            if (!attachment.status().equals("detaching")) {
                boolean root = attachment.device().equals(instance.rootDeviceName);
                disks.add(new Disk(volume.volumeId, attachment.device(), volume.size, root));
            }
        }
        return new InstanceSpec(
                instance.instanceId,
                instance.instanceType,
                instance.imageId,
                instance.placement.availabilityZone(),
                instance.subnetId,
                instance.privateIpAddress,
                publicIp == null ? List.of() : List.of(publicIp),
                network == null
                        ? List.of()
                        : network.groupSet.stream()
                                .map(SecurityGroup.Ref::groupId)
                                .toList(),
                disks,
                instance.userData,
                instance.tagSet.stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    private ObjectNode status(Parameters in) {
        boolean all = in.flag("IncludeAllInstances", false);
        List<ObjectNode> statuses = world.instances.named(in.list("InstanceId")).stream()
                .filter(i -> all || i.is(InstanceState.RUNNING))
                .map(this::statusOf)
                .toList();
        return STATUS.page(in, statuses);
    }

    private ObjectNode statusOf(Instance instance) {
        String reachable = "not-applicable";
        if (instance.is(InstanceState.RUNNING)) {
            boolean answers = cloud.machines().condition(instance.instanceId) == Condition.RUNNING;
            reachable = instance.dark ? "impaired" : answers ? "ok" : "initializing";
        }
        ObjectNode tree = Tree.answer("instanceId", instance.instanceId)
                .put("availabilityZone", instance.placement.availabilityZone());
        tree.set("instanceState", Tree.of(instance.instanceState));
        tree.set("systemStatus", check(instance.is(InstanceState.RUNNING) ? "ok" : "not-applicable"));
        return tree.set("instanceStatus", check(reachable));
    }

    private static ObjectNode check(String status) {
        String detail =
                switch (status) {
                    case "ok" -> "passed";
                    case "impaired" -> "failed";
                    default -> status;
                };
        return Tree.answer("status", status)
                .set(
                        "details",
                        Tree.list().add(Tree.answer("name", "reachability").put("status", detail)));
    }

    private ObjectNode console(Parameters in) {
        Instance instance = world.instances.require(in.text("InstanceId"));
        byte[] text = cloud.machines().console(instance.instanceId).getBytes(StandardCharsets.UTF_8);
        return Tree.answer("instanceId", instance.instanceId)
                .put("timestamp", cloud.now())
                .put("output", Base64.getEncoder().encodeToString(text));
    }
}
