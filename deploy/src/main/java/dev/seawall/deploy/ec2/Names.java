package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/**
 * Which logical name everything in an inventory has: what its tag says, or, where the tag is lost, what it must be by its
 * place: the subnet with that network, the instance at that address, the volume on that worker. Immutable.
 */
final class Names {
    private final Map<String, String> byId = new HashMap<>();

    private Names() {}

    static Names of(Inventory inventory, CloudTarget target) {
        var names = new Names();
        names.all(inventory, target);
        return names;
    }

    private void all(Inventory inventory, CloudTarget target) {
        var network = target.network();
        Map<String, String> subnets = new HashMap<>();
        for (String zone : network.zones()) {
            subnets.put(network.publicSubnet(zone), "public-" + zone);
            subnets.put(network.privateSubnet(zone), "private-" + zone);
        }
        Map<String, String> slots = new HashMap<>();
        Slot.all(target.blueprint(), network).forEach(slot -> slots.put(slot.address(), slot.name()));
        inventory.vpcs().forEach(v -> put(v.vpcId(), v.tags(), Topology.VPC));
        inventory.gateways().forEach(g -> put(g.internetGatewayId(), g.tags(), Topology.GATEWAY));
        inventory.subnets().forEach(s -> put(s.subnetId(), s.tags(), subnets.getOrDefault(s.cidrBlock(), "")));
        inventory
                .endpoints()
                .forEach(e ->
                        put(e.vpcEndpointId(), e.tags(), e.serviceName().endsWith(".s3") ? Topology.ENDPOINT : ""));
        var groups = Set.of(Topology.FRONT_DOOR_GROUP, Topology.WORKER_GROUP);
        inventory
                .groups()
                .forEach(g -> put(g.groupId(), g.tags(), groups.contains(g.groupName()) ? g.groupName() : ""));
        inventory
                .instances()
                .forEach(i -> put(i.instanceId(), i.tags(), slots.getOrDefault(text(i.privateIpAddress()), "")));
        inventory
                .routeTables()
                .forEach(t -> put(
                        t.routeTableId(),
                        t.tags(),
                        routes(t.associations().stream()
                                .map(a -> of(text(a.subnetId())))
                                .toList())));
        inventory.volumes().forEach(v -> put(v.volumeId(), v.tags(), volume(v, inventory.instances())));
        inventory
                .addresses()
                .forEach(a -> put(a.allocationId(), a.tags(), slotOf(a.instanceId(), "-address", Role.FRONT_DOOR)));
        if (!inventory.s3PrefixList().isEmpty()) {
            byId.put(inventory.s3PrefixList(), Rule.S3);
        }
    }

    private void put(String id, List<Tag> tags, String otherwise) {
        String tagged = Labels.read(tags, Labels.NAME);
        String name = tagged.isEmpty() ? otherwise : tagged;
        if (!name.isEmpty()) {
            byId.put(id, name);
        }
    }

    private static String routes(List<String> subnets) {
        if (subnets.stream().anyMatch(name -> name.startsWith("public-"))) {
            return Topology.PUBLIC_ROUTES;
        }
        return subnets.stream().anyMatch(name -> name.startsWith("private-")) ? Topology.PRIVATE_ROUTES : "";
    }

    /** A volume without a name, on a worker: its root if it is the root device, else its data. */
    private String volume(Volume volume, List<Instance> instances) {
        Optional<VolumeAttachment> attachment = volume.attachments().stream().findFirst();
        if (attachment.isEmpty()) {
            return "";
        }
        boolean root = instances.stream()
                .anyMatch(i -> i.instanceId().equals(attachment.get().instanceId())
                        && attachment.get().device().equals(i.rootDeviceName()));
        return root
                ? of(attachment.get().instanceId()) + Sight.ROOT
                : attachment.get().device().equals(Slot.DATA_DEVICE)
                        ? slotOf(attachment.get().instanceId(), "-volume", Role.WORKER)
                        : "";
    }

    private String slotOf(String instanceId, String suffix, Role role) {
        String slot = of(text(instanceId));
        return slot.startsWith(role == Role.WORKER ? "worker-" : "front-door-") ? slot + suffix : "";
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** Empty for what is not of the deployment. */
    String of(String id) {
        return byId.getOrDefault(id, "");
    }

    /** The name, or the id of what has none. */
    String orId(String id) {
        return byId.getOrDefault(id, id);
    }

    Map<String, String> byId() {
        return Map.copyOf(byId);
    }

    /** Ids by name the other way round. */
    static Map<String, String> reversed(Map<String, String> ids) {
        Map<String, String> names = new HashMap<>();
        ids.forEach((name, id) -> names.put(id, name));
        return Map.copyOf(names);
    }
}
