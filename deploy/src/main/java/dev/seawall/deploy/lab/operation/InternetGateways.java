package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.InternetGateway;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.Vpc;
import dev.seawall.deploy.lab.world.World;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Ways to the Internet: at most one a network, and not taken away while an address depends on it. The world's lock. */
final class InternetGateways {
    private static final Listing LISTING = new Listing("InternetGatewayId", "internetGatewaySet", """
            internet-gateway-id attachment.vpc-id=attachmentSet.vpcId
            attachment.state=attachmentSet.state owner-id""");

    private final Cloud cloud;
    private final World world;

    InternetGateways(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("CreateInternetGateway", "TagSpecification", this::create);
        table.add("AttachInternetGateway", "InternetGatewayId! VpcId!", this::attach);
        table.add("DetachInternetGateway", "InternetGatewayId! VpcId!", this::detach);
        table.add("DeleteInternetGateway", "InternetGatewayId!", this::delete);
        table.list("DescribeInternetGateways", LISTING, world.gateways, Tree::of);
    }

    private ObjectNode create(Parameters in) {
        var gateway = new InternetGateway();
        gateway.internetGatewayId = world.gateways.newId();
        cloud.create(world.gateways, gateway, Tagging.of(in, Kind.GATEWAY), Duration.ZERO);
        return Tree.answer("internetGateway", gateway);
    }

    private ObjectNode attach(Parameters in) {
        InternetGateway gateway = world.gateways.require(in.text("InternetGatewayId"));
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        if (!gateway.attachmentSet.isEmpty()) {
            throw new ApiError(
                    "Resource.AlreadyAssociated",
                    "resource " + gateway.internetGatewayId + " is already attached to network "
                            + gateway.attachmentSet.getFirst().vpcId());
        }
        if (hasGateway(world, vpc.vpcId)) {
            throw ApiError.invalidValue("Network " + vpc.vpcId + " already has an internet gateway attached");
        }
        gateway.attachmentSet.add(new InternetGateway.Attachment(vpc.vpcId, "available"));
        return Tree.done();
    }

    private ObjectNode detach(Parameters in) {
        InternetGateway gateway = world.gateways.require(in.text("InternetGatewayId"));
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        if (!gateway.isAttachedTo(vpc.vpcId)) {
            throw new ApiError(
                    "Gateway.NotAttached",
                    "resource " + gateway.internetGatewayId + " is not attached to network " + vpc.vpcId);
        }
        boolean mapped = world.interfaces.all().stream()
                .filter(i -> i.vpcId.equals(vpc.vpcId))
                .anyMatch(i -> Addresses.publicIpOf(world, i) != null);
        if (mapped) {
            throw ApiError.dependency("Network " + vpc.vpcId + " has some mapped public address(es). Please unmap those"
                    + " public address(es) before detaching the gateway.");
        }
        gateway.attachmentSet.clear();
        return Tree.done();
    }

    private ObjectNode delete(Parameters in) {
        InternetGateway gateway = world.gateways.require(in.text("InternetGatewayId"));
        if (!gateway.attachmentSet.isEmpty()) {
            throw ApiError.dependency(
                    "The internetGateway '" + gateway.internetGatewayId + "' has dependencies and cannot be deleted.");
        }
        world.gateways.remove(gateway);
        return Tree.done();
    }

    static boolean hasGateway(World world, String vpcId) {
        return world.gateways.all().stream().anyMatch(g -> g.isAttachedTo(vpcId));
    }
}
