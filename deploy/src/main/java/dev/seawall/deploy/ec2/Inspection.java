package dev.seawall.deploy.ec2;

import dev.seawall.deploy.verify.Described;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Fills the words of {@code verify} with what EC2 describes: not what the tool made, but all that is in the network.
 * Changes nothing. Immutable.
 */
record Inspection(CloudTarget target, Ec2Client ec2) {
    /** Asks EC2 anew. */
    Described look() {
        var inventory =
                Inventory.take(ec2, target.deployment(), target.connection().region());
        List<String> vpcs = inventory.vpcs().stream().map(Vpc::vpcId).toList();
        List<NetworkInterface> interfaces = vpcs.isEmpty()
                ? List.of()
                : Ec2Account.ask("see the network interfaces of " + target.deployment(), () -> ec2
                        .describeNetworkInterfacesPaginator(r -> r.filters(Filters.of("vpc-id", vpcs)))
                        .networkInterfaces()
                        .stream()
                        .toList());
        return new Described(
                inventory.instances().stream().map(Inspection::instance).toList(),
                interfaces.stream().map(Inspection::networkInterface).toList(),
                inventory.subnets().stream().map(Inspection::subnet).toList(),
                inventory.routeTables().stream().map(Inspection::routeTable).toList(),
                inventory.groups().stream().map(Inspection::group).toList(),
                inventory.volumes().stream().map(Inspection::volume).toList(),
                inventory.addresses().stream().map(Inspection::address).toList(),
                inventory.s3PrefixList());
    }

    private static String name(List<Tag> tags) {
        return Labels.read(tags, Labels.NAME);
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static Described.Instance instance(Instance instance) {
        String state = instance.state().nameAsString();
        return new Described.Instance(
                instance.instanceId(),
                name(instance.tags()),
                !state.equals("terminated") && !state.equals("shutting-down"),
                instance.metadataOptions() != null
                        && instance.metadataOptions().httpTokens() == HttpTokensState.REQUIRED,
                text(instance.subnetId()),
                text(instance.privateIpAddress()));
    }

    private static Described.Interface networkInterface(NetworkInterface one) {
        String holder = one.attachment() == null ? "" : text(one.attachment().instanceId());
        String publicAddress =
                one.association() == null ? "" : text(one.association().publicIp());
        // A second address of the same interface can have a public address of its own.
        String another = one.privateIpAddresses().stream()
                .map(NetworkInterfacePrivateIpAddress::association)
                .filter(Objects::nonNull)
                .map(association -> text(association.publicIp()))
                .findFirst()
                .orElse("");
        String ipv6 = one.ipv6Addresses().stream()
                .map(address -> text(address.ipv6Address()))
                .findFirst()
                .orElse("");
        return new Described.Interface(
                one.networkInterfaceId(),
                holder,
                text(one.subnetId()),
                one.privateIpAddresses().stream()
                        .map(NetworkInterfacePrivateIpAddress::privateIpAddress)
                        .toList(),
                Stream.of(publicAddress, another, ipv6)
                        .filter(address -> !address.isEmpty())
                        .findFirst()
                        .orElse(""),
                one.groups().stream().map(GroupIdentifier::groupId).toList());
    }

    private static Described.Subnet subnet(Subnet subnet) {
        return new Described.Subnet(
                subnet.subnetId(),
                name(subnet.tags()),
                subnet.vpcId(),
                Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch())
                        || Boolean.TRUE.equals(subnet.assignIpv6AddressOnCreation()));
    }

    private static Described.RouteTable routeTable(RouteTable table) {
        return new Described.RouteTable(
                table.routeTableId(),
                name(table.tags()),
                table.vpcId(),
                table.associations().stream().anyMatch(association -> Boolean.TRUE.equals(association.main())),
                table.associations().stream()
                        .map(RouteTableAssociation::subnetId)
                        .filter(Objects::nonNull)
                        .toList(),
                table.routes().stream()
                        .map(route -> new Described.Route(Routes.destination(route), Routes.via(route)))
                        .toList());
    }

    private static Described.Group group(SecurityGroup group) {
        List<Described.Rule> rules = new ArrayList<>();
        group.ipPermissions().forEach(permission -> rules(true, permission, rules));
        group.ipPermissionsEgress().forEach(permission -> rules(false, permission, rules));
        // EC2 keeps a group's name unique in a VPC, and nobody can take it away: surer than a tag.
        return new Described.Group(group.groupId(), group.groupName(), rules);
    }

    private static void rules(boolean ingress, IpPermission permission, List<Described.Rule> rules) {
        Rule.of(ingress, permission, Map.of())
                .map(rule -> new Described.Rule(ingress, rule.protocol(), rule.from(), rule.to(), rule.peer()))
                .forEach(rules::add);
    }

    private static Described.Volume volume(Volume volume) {
        var attachment = volume.attachments().stream()
                .filter(one -> !one.stateAsString().equals("detached"))
                .findFirst();
        return new Described.Volume(
                volume.volumeId(),
                name(volume.tags()),
                Boolean.TRUE.equals(volume.encrypted()),
                attachment.map(VolumeAttachment::instanceId).orElse(""),
                attachment.map(VolumeAttachment::deleteOnTermination).orElse(false));
    }

    private static Described.Address address(Address address) {
        return new Described.Address(
                address.allocationId(), name(address.tags()), address.publicIp(), text(address.instanceId()));
    }
}
