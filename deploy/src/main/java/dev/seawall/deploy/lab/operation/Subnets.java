package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Cidr;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.RouteTable;
import dev.seawall.deploy.lab.world.Subnet;
import dev.seawall.deploy.lab.world.Vpc;
import dev.seawall.deploy.lab.world.World;
import tools.jackson.databind.node.ObjectNode;

/** Subnets, and which addresses in them are free. Not thread-safe: the world's lock. */
final class Subnets {
    private static final Listing LISTING = new Listing("SubnetId", "subnetSet", """
            subnet-id vpc-id availability-zone availability-zone-id cidr-block cidrBlock state
            map-public-ip-on-launch""");

    private final Cloud cloud;
    private final World world;

    Subnets(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("CreateSubnet", "VpcId! CidrBlock! AvailabilityZone TagSpecification", this::create);
        table.add("DeleteSubnet", "SubnetId!", this::delete);
        table.list("DescribeSubnets", LISTING, world.subnets, this::view);
        table.add("ModifySubnetAttribute", "SubnetId! MapPublicIpOnLaunch!", this::modify);
    }

    private ObjectNode view(Subnet subnet) {
        return Tree.of(subnet).put("availableIpAddressCount", room(world, subnet));
    }

    private static long room(World world, Subnet subnet) {
        long used = world.interfaces.all().stream()
                .filter(i -> i.subnetId.equals(subnet.subnetId))
                .count();
        return subnet.cidr().size() - 5 - used;
    }

    static void checkRoom(World world, Subnet subnet, int wanted) {
        if (room(world, subnet) < wanted) {
            throw new ApiError(
                    "InsufficientFreeAddressesInSubnet",
                    "There are not enough free addresses in subnet '" + subnet.subnetId
                            + "' to satisfy the requested number of instances.");
        }
    }

    private ObjectNode create(Parameters in) {
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        Cidr block = Vpcs.block(in.text("CidrBlock"), "InvalidSubnet.Range");
        if (!vpc.cidr().contains(block)) {
            throw new ApiError("InvalidSubnet.Range", "The CIDR '" + block + "' is invalid.");
        }
        boolean taken = world.subnets.all().stream()
                .anyMatch(s -> s.vpcId.equals(vpc.vpcId) && s.cidr().overlaps(block));
        if (taken) {
            throw new ApiError("InvalidSubnet.Conflict", "The CIDR '" + block + "' conflicts with another subnet");
        }
        var subnet = new Subnet();
        subnet.subnetId = world.subnets.newId();
        subnet.subnetArn =
                "arn:aws:ec2:" + cloud.catalog().region() + ":" + World.ACCOUNT + ":subnet/" + subnet.subnetId;
        subnet.vpcId = vpc.vpcId;
        subnet.cidrBlock = block.toString();
        subnet.availabilityZone = in.text("AvailabilityZone", cloud.catalog().region() + "a");
        if (cloud.catalog().zones().stream()
                .noneMatch(z -> z.path("zoneName").asString().equals(subnet.availabilityZone))) {
            throw in.invalid(
                    "AvailabilityZone",
                    subnet.availabilityZone,
                    "Subnets can currently only be created in the" + " zones that DescribeAvailabilityZones lists.");
        }
        subnet.availabilityZoneId = cloud.catalog().zoneId(subnet.availabilityZone);
        cloud.create(
                world.subnets, subnet, Tagging.of(in, Kind.SUBNET), cloud.pace().network());
        return Tree.MAPPER.createObjectNode().set("subnet", view(subnet));
    }

    private ObjectNode delete(Parameters in) {
        Subnet subnet = world.subnets.require(in.text("SubnetId"));
        if (world.interfaces.all().stream().anyMatch(i -> i.subnetId.equals(subnet.subnetId))) {
            throw ApiError.dependency("The subnet '" + subnet.subnetId + "' has dependencies and cannot be deleted.");
        }
        for (RouteTable table : world.routeTables.all()) {
            table.associationSet.removeIf(a -> subnet.subnetId.equals(a.subnetId()));
        }
        world.subnets.remove(subnet);
        return Tree.done();
    }

    private ObjectNode modify(Parameters in) {
        Subnet subnet = world.subnets.require(in.text("SubnetId"));
        subnet.mapPublicIpOnLaunch = in.flag("MapPublicIpOnLaunch.Value", subnet.mapPublicIpOnLaunch);
        return Tree.done();
    }

    private static boolean isTaken(World world, Subnet subnet, String address) {
        return world.interfaces.all().stream()
                .anyMatch(i -> i.subnetId.equals(subnet.subnetId) && i.privateIpAddress.equals(address));
    }

    /** The lowest address that is free: the first four and the last of a subnet are Amazon's. */
    static String freeAddress(World world, Subnet subnet) {
        Cidr block = subnet.cidr();
        for (int n = 4; n < block.size() - 1; n++) {
            String address = Cidr.text(block.host(n));
            if (!isTaken(world, subnet, address)) {
                return address;
            }
        }
        throw new IllegalStateException("no free address in " + subnet.subnetId + ", though there was room");
    }

    /** Refuses an address that can't be given to a new interface. */
    static void checkAddress(World world, Subnet subnet, String text) {
        Cidr block = subnet.cidr();
        int address;
        try {
            address = Cidr.address(text);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidValue("Invalid IPv4 address: '" + text + "'");
        }
        if (!block.contains(address)) {
            throw ApiError.invalidValue("Address " + text + " does not fall within the subnet's address range");
        }
        if (address < block.host(4) || address == block.host(block.size() - 1)) {
            throw ApiError.invalidValue("Address " + text + " is in subnet's reserved address range");
        }
        if (isTaken(world, subnet, text)) {
            throw new ApiError("InvalidIPAddress.InUse", "Address " + text + " is in use.");
        }
    }
}
