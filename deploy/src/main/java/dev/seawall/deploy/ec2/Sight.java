package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * An inventory in words: the other side of {@link Topology}. Immutable.
 *
 * @param bucket its name, empty when there is none
 */
record Sight(CloudTarget target, Inventory inventory, Names names, String bucket) {
    /** How the name of an instance's own disk ends; it comes and goes with the instance, so no plan mentions it. */
    static final String ROOT = "-root";

    static Sight of(CloudTarget target, Inventory inventory, String bucket) {
        return new Sight(target, inventory, Names.of(inventory, target), bucket);
    }

    /** Sorted: of several with one name, the one that is most in use comes first. */
    List<SeenResource> resources() {
        List<SeenResource> all = new ArrayList<>();
        inventory.vpcs().forEach(vpc -> {
            boolean unused =
                    inventory.subnets().stream().noneMatch(s -> s.vpcId().equals(vpc.vpcId()));
            add(all, Kind.VPC, vpc.vpcId(), "", vpc.tags(), Map.of("network", vpc.cidrBlock()), unused);
        });
        inventory.gateways().forEach(gateway -> {
            var attached = new TreeMap<String, String>();
            gateway.attachments().forEach(a -> attached.put("attached to", names.orId(a.vpcId())));
            add(
                    all,
                    Kind.INTERNET_GATEWAY,
                    gateway.internetGatewayId(),
                    "",
                    gateway.tags(),
                    attached,
                    attached.isEmpty());
        });
        inventory.subnets().forEach(subnet -> {
            var attributes = Map.of(
                    "network", subnet.cidrBlock(),
                    "zone", subnet.availabilityZone(),
                    "public addresses", yes(subnet.mapPublicIpOnLaunch()));
            add(all, Kind.SUBNET, subnet.subnetId(), "", subnet.tags(), attributes, false);
        });
        inventory.routeTables().forEach(table -> {
            boolean unused = table.associations().isEmpty();
            add(all, Kind.ROUTE_TABLE, table.routeTableId(), "", table.tags(), routes(table), unused);
        });
        inventory.endpoints().stream()
                .filter(e -> !e.stateAsString().equalsIgnoreCase("deleted"))
                .forEach(e -> add(
                        all,
                        Kind.ENDPOINT,
                        e.vpcEndpointId(),
                        e.stateAsString().equalsIgnoreCase("deleting") ? "shutting-down" : "",
                        e.tags(),
                        endpoint(e),
                        e.routeTableIds().isEmpty()));
        inventory.groups().forEach(g -> add(all, Kind.SECURITY_GROUP, g.groupId(), "", g.tags(), rules(g), false));
        inventory.volumes().stream().filter(this::holdsData).forEach(v -> volume(all, v));
        inventory.instances().forEach(i -> instance(all, i));
        inventory.addresses().forEach(a -> address(all, a));
        if (!bucket.isEmpty()) {
            all.add(new SeenResource(Kind.BUCKET, Topology.BUCKET, bucket, "", Map.of("name", bucket)));
        }
        all.sort(Comparator.comparing(SeenResource::kind)
                .thenComparing(SeenResource::name, Sight::byNumber)
                .thenComparing(one -> one.fact("unused"))
                .thenComparing(SeenResource::id));
        return List.copyOf(all);
    }

    /** worker-2 before worker-10. */
    static int byNumber(String a, String b) {
        return a.replaceAll("[0-9]+", "").equals(b.replaceAll("[0-9]+", "")) && a.length() != b.length()
                ? Integer.compare(a.length(), b.length())
                : a.compareTo(b);
    }

    private boolean holdsData(Volume volume) {
        return !names.of(volume.volumeId()).endsWith(ROOT)
                && !volume.stateAsString().equals("deleting")
                && !volume.stateAsString().equals("deleted");
    }

    private void add(
            List<SeenResource> all,
            Kind kind,
            String id,
            String state,
            List<Tag> tags,
            Map<String, String> attributes,
            boolean unused) {
        String name = names.of(id);
        if (!name.isEmpty()) {
            var said = new TreeMap<>(attributes);
            String lost = Labels.lost(tags, target.deployment(), name);
            if (!lost.isEmpty()) {
                said.put("tags", lost);
            }
            all.add(new SeenResource(kind, name, id, state, said).with("unused", unused ? "yes" : "no"));
        }
    }

    /** Adds facts to the resource added last, if that is the one. */
    private static void fact(List<SeenResource> all, String id, String key, String value) {
        if (!all.isEmpty() && all.getLast().id().equals(id)) {
            all.set(all.size() - 1, all.getLast().with(key, value));
        }
    }

    private static String yes(Boolean flag) {
        return Boolean.TRUE.equals(flag) ? "yes" : "no";
    }

    private Map<String, String> routes(RouteTable table) {
        var attributes = new TreeMap<String, String>();
        table.routes().stream()
                .filter(route -> !"local".equals(route.gatewayId()))
                .filter(route -> route.gatewayId() == null || !route.gatewayId().startsWith("vpce-"))
                .forEach(route -> attributes.put(
                        "route " + Routes.destination(route),
                        names.orId(Routes.via(route))
                                + ("blackhole".equals(route.stateAsString()) ? " (leads nowhere)" : "")));
        table.associations().stream()
                .filter(association -> association.subnetId() != null)
                .forEach(association -> attributes.put("subnet " + names.orId(association.subnetId()), "associated"));
        return attributes;
    }

    private Map<String, String> endpoint(VpcEndpoint endpoint) {
        var attributes = new TreeMap<String, String>();
        attributes.put(
                "service",
                endpoint.serviceName().substring(endpoint.serviceName().lastIndexOf('.') + 1));
        endpoint.routeTableIds().forEach(id -> attributes.put(names.orId(id), "associated"));
        return attributes;
    }

    private Map<String, String> rules(SecurityGroup group) {
        var attributes = new TreeMap<String, String>();
        group.ipPermissions().stream()
                .flatMap(permission -> Rule.of(true, permission, names.byId()))
                .forEach(rule -> attributes.put(rule.sentence(), "allowed"));
        group.ipPermissionsEgress().stream()
                .flatMap(permission -> Rule.of(false, permission, names.byId()))
                .forEach(rule -> attributes.put(rule.sentence(), "allowed"));
        return attributes;
    }

    private void volume(List<SeenResource> all, Volume volume) {
        var attributes = new TreeMap<>(Map.of(
                "size", volume.size() + " GiB",
                "type", volume.volumeTypeAsString(),
                "iops", String.valueOf(volume.iops()),
                "encrypted", yes(volume.encrypted()),
                "zone", volume.availabilityZone()));
        volume.attachments().stream()
                .filter(attachment -> !attachment.stateAsString().equals("detached"))
                .forEach(attachment -> {
                    String holder = names.orId(attachment.instanceId());
                    attributes.put(
                            "attached to",
                            attachment.stateAsString().equals("detaching") ? holder + " (detaching)" : holder);
                });
        add(all, Kind.VOLUME, volume.volumeId(), volume.stateAsString(), volume.tags(), attributes, false);
        volume.attachments().stream()
                .findFirst()
                .ifPresent(a -> fact(all, volume.volumeId(), "goes with its instance", yes(a.deleteOnTermination())));
    }

    private void instance(List<SeenResource> all, Instance instance) {
        String state = instance.state().nameAsString();
        var attributes = new TreeMap<>(Map.of(
                "type",
                instance.instanceTypeAsString(),
                "image",
                instance.imageId(),
                "market",
                instance.instanceLifecycle() == null ? "on-demand" : instance.instanceLifecycleAsString(),
                "subnet",
                names.orId(String.valueOf(instance.subnetId())),
                "address",
                String.valueOf(instance.privateIpAddress()),
                "groups",
                String.join(
                        ", ",
                        instance.securityGroups().stream()
                                .map(GroupIdentifier::groupId)
                                .map(names::orId)
                                .sorted()
                                .toList()),
                "metadata",
                instance.metadataOptions() != null
                                && instance.metadataOptions().httpTokens() == HttpTokensState.REQUIRED
                        ? "IMDSv2 only"
                        : "IMDSv1 allowed",
                "launch",
                Labels.read(instance.tags(), Labels.LAUNCH),
                // On the way there is as good as there.
                "state",
                state.equals("pending") ? "running" : state));
        add(all, Kind.INSTANCE, instance.instanceId(), state, instance.tags(), attributes, false);
        fact(all, instance.instanceId(), "public address", String.valueOf(instance.publicIpAddress()));
        fact(all, instance.instanceId(), "launched", String.valueOf(instance.launchTime()));
        fact(all, instance.instanceId(), "architecture", instance.architectureAsString());
        fact(all, instance.instanceId(), "image pinned", Labels.read(instance.tags(), Labels.IMAGE));
    }

    private void address(List<SeenResource> all, Address address) {
        var attributes = new TreeMap<String, String>();
        if (address.associationId() != null) {
            attributes.put(
                    "attached to",
                    names.orId(address.instanceId() == null ? address.networkInterfaceId() : address.instanceId()));
        }
        add(all, Kind.ADDRESS, address.allocationId(), "", address.tags(), attributes, attributes.isEmpty());
        fact(all, address.allocationId(), "public address", address.publicIp());
        fact(all, address.allocationId(), "association", String.valueOf(address.associationId()));
    }
}
