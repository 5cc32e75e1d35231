package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Address;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.World;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Interfaces: they come and go with their instances, and name what still uses a group or a subnet. World's lock. */
final class NetworkInterfaces {
    private static final Listing LISTING = new Listing("NetworkInterfaceId", "networkInterfaceSet", """
            network-interface-id group-id=groupSet.groupId subnet-id vpc-id attachment.instance-id
            private-ip-address status availability-zone association.public-ip""");

    private final World world;

    NetworkInterfaces(Cloud cloud) {
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.list("DescribeNetworkInterfaces", LISTING, world.interfaces, network -> view(world, network));
    }

    static ObjectNode view(World world, NetworkInterface network) {
        ObjectNode tree = Tree.of(network);
        ObjectNode only =
                Tree.answer("privateIpAddress", network.privateIpAddress).put("primary", true);
        String publicIp = Addresses.publicIpOf(world, network);
        if (publicIp != null) {
            ObjectNode association = Tree.answer("publicIp", publicIp)
                    .put("publicDnsName", Addresses.dnsName(publicIp))
                    .put("ipOwnerId", network.passingPublicIp == null ? World.ACCOUNT : "amazon");
            Address address = Addresses.of(world, network);
            if (address != null) {
                association
                        .put("ipOwnerId", World.ACCOUNT)
                        .put("allocationId", address.allocationId)
                        .put("associationId", address.associationId);
            }
            tree.set("association", association);
            only.set("association", association);
        }
        return tree.set("privateIpAddressesSet", Tree.list().add(only));
    }

    /** As an instance shows its interface: without what the instance itself says. */
    static ObjectNode within(World world, NetworkInterface network) {
        ObjectNode tree = view(world, network);
        tree.remove(List.of("tagSet", "availabilityZone", "requesterId", "requesterManaged"));
        ((ObjectNode) tree.path("attachment")).remove(List.of("instanceId", "instanceOwnerId"));
        if (tree.path("association") instanceof ObjectNode association) {
            association.remove(List.of("allocationId", "associationId"));
        }
        return tree;
    }
}
