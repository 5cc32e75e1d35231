package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Cidr;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.RouteTable;
import dev.seawall.deploy.lab.world.SecurityGroup;
import dev.seawall.deploy.lab.world.Vpc;
import dev.seawall.deploy.lab.world.World;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Virtual networks. Each comes with a main route table and a default security group. The world's lock. */
final class Vpcs {
    private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8");
    private static final Listing LISTING =
            new Listing("VpcId", "vpcSet", "vpc-id cidr=cidrBlock cidr-block state is-default owner-id");

    private final Cloud cloud;
    private final World world;

    Vpcs(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("CreateVpc", "CidrBlock! InstanceTenancy AmazonProvidedIpv6CidrBlock TagSpecification", this::create);
        table.add("DeleteVpc", "VpcId!", this::delete);
        table.list("DescribeVpcs", LISTING, world.vpcs, Tree::of);
        table.add("ModifyVpcAttribute", "VpcId! EnableDnsSupport EnableDnsHostnames", this::modify);
        table.add("DescribeVpcAttribute", "VpcId! Attribute!", this::attribute);
    }

    /** A block that EC2 takes for a network or a subnet: /16 to /28, and no bits beyond them. */
    static Cidr block(String text, String rangeError) {
        Cidr block;
        try {
            block = Cidr.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidValue(
                    "Value (" + text + ") for parameter cidrBlock is invalid. This is not a valid CIDR block.");
        }
        if (block.bits() < 16 || block.bits() > 28) {
            throw new ApiError(rangeError, "The CIDR '" + text + "' is invalid.");
        }
        return block;
    }

    private ObjectNode create(Parameters in) {
        var vpc = new Vpc();
        vpc.vpcId = world.vpcs.newId();
        Cidr block = block(in.text("CidrBlock"), "InvalidVpc.Range");
        if (LOOPBACK.contains(block) && !cloud.loopbackVpcs()) {
            throw new ApiError("InvalidVpc.Range", "The CIDR '" + block + "' is invalid.");
        }
        vpc.cidrBlock = block.toString();
        vpc.instanceTenancy = in.oneOf("InstanceTenancy", "default", Set.of("default", "dedicated"));
        if (in.flag("AmazonProvidedIpv6CidrBlock", false)) {
            throw new ApiError("UnsupportedOperation", "IPv6 is not offered here.");
        }
        cloud.create(world.vpcs, vpc, Tagging.of(in, Kind.VPC), cloud.pace().network());
        world.routeTables.add(RouteTables.fresh(world, vpc)).associationSet.add(RouteTables.main(world, vpc));
        var group = new SecurityGroup();
        group.groupId = world.groups.newId();
        group.groupName = "default";
        group.groupDescription = "default VPC security group";
        group.vpcId = vpc.vpcId;
        world.groups.add(group);
        world.rules.add(SecurityGroupRules.anything(world, group, true));
        var within = SecurityGroupRules.anything(world, group, false);
        within.cidrIpv4 = null;
        within.referencedGroupInfo = SecurityGroupRules.peer(group);
        world.rules.add(within);
        return Tree.answer("vpc", vpc);
    }

    private ObjectNode delete(Parameters in) {
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        List<RouteTable> tables = world.routeTables.all().stream()
                .filter(t -> t.vpcId.equals(vpc.vpcId))
                .toList();
        List<SecurityGroup> groups = world.groups.all().stream()
                .filter(g -> g.vpcId.equals(vpc.vpcId))
                .toList();
        if (world.subnets.all().stream().anyMatch(s -> s.vpcId.equals(vpc.vpcId))
                || world.gateways.all().stream().anyMatch(g -> g.isAttachedTo(vpc.vpcId))
                || world.endpoints.all().stream().anyMatch(e -> e.vpcId.equals(vpc.vpcId))
                || groups.size() > 1
                || tables.size() > 1) {
            throw ApiError.dependency("The vpc '" + vpc.vpcId + "' has dependencies and cannot be deleted.");
        }
        tables.forEach(world.routeTables::remove);
        groups.forEach(group -> SecurityGroups.remove(world, group));
        world.vpcs.remove(vpc);
        return Tree.done();
    }

    private ObjectNode modify(Parameters in) {
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        boolean support = in.flag("EnableDnsSupport.Value", vpc.enableDnsSupport);
        boolean hostnames = in.flag("EnableDnsHostnames.Value", vpc.enableDnsHostnames);
        if (in.has("EnableDnsSupport") && in.has("EnableDnsHostnames")) {
            throw ApiError.invalidCombination("Fields for multiple attribute types specified");
        }
        vpc.enableDnsSupport = support;
        vpc.enableDnsHostnames = hostnames;
        return Tree.done();
    }

    private ObjectNode attribute(Parameters in) {
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        String name = in.oneOf("Attribute", "", Set.of("enableDnsSupport", "enableDnsHostnames"));
        boolean value = name.equals("enableDnsSupport") ? vpc.enableDnsSupport : vpc.enableDnsHostnames;
        return Tree.answer("vpcId", vpc.vpcId).set(name, Tree.value(value));
    }
}
