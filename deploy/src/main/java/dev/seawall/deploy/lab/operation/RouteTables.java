package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.RouteTable;
import dev.seawall.deploy.lab.world.RouteTable.Association;
import dev.seawall.deploy.lab.world.Shelf;
import dev.seawall.deploy.lab.world.Subnet;
import dev.seawall.deploy.lab.world.Vpc;
import dev.seawall.deploy.lab.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Route tables and the subnets that follow them. Not thread-safe: the world's lock. */
final class RouteTables {
    private static final Listing LISTING = new Listing("RouteTableId", "routeTableSet", """
            route-table-id vpc-id association.subnet-id=associationSet.subnetId
            association.main=associationSet.main
            association.route-table-association-id=associationSet.routeTableAssociationId
            route.destination-cidr-block=routeSet.destinationCidrBlock
            route.gateway-id=routeSet.gatewayId route.state=routeSet.state""");

    private final Cloud cloud;
    private final World world;

    RouteTables(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("CreateRouteTable", "VpcId! ClientToken TagSpecification", this::create);
        table.add("AssociateRouteTable", "RouteTableId! SubnetId!", this::associate);
        table.add("DisassociateRouteTable", "AssociationId!", this::disassociate);
        table.add("DeleteRouteTable", "RouteTableId!", this::delete);
        table.list("DescribeRouteTables", LISTING, world.routeTables, this::view);
    }

    /** A route through a gateway that is gone swallows what it gets. */
    private ObjectNode view(RouteTable table) {
        ObjectNode tree = Tree.of(table);
        tree.path("routeSet").forEach(route -> {
            String gateway = route.path("gatewayId").asString();
            if (gateway.startsWith("igw-")) {
                var attached = world.gateways.find(gateway);
                boolean works = attached != null && attached.isAttachedTo(table.vpcId);
                ((ObjectNode) route).put("state", works ? "active" : "blackhole");
            }
        });
        return tree.set("propagatingVgwSet", Tree.list());
    }

    static RouteTable fresh(World world, Vpc vpc) {
        var table = new RouteTable();
        table.routeTableId = world.routeTables.newId();
        table.vpcId = vpc.vpcId;
        table.routeSet.add(new RouteTable.Route(vpc.cidrBlock, null, "local", "active", "CreateRouteTable"));
        return table;
    }

    private static Association association(String tableId, @Nullable String subnetId) {
        return new Association(
                Shelf.newId("rtbassoc"), tableId, subnetId, subnetId == null, new Association.State("associated"));
    }

    /** The association that stands for all subnets without one of their own. */
    static Association main(World world, Vpc vpc) {
        RouteTable only = world.routeTables.all().stream()
                .filter(t -> t.vpcId.equals(vpc.vpcId))
                .findFirst()
                .orElseThrow();
        return association(only.routeTableId, null);
    }

    private ObjectNode create(Parameters in) {
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        RouteTable table = fresh(world, vpc);
        cloud.create(world.routeTables, table, Tagging.of(in, Kind.ROUTE_TABLE), Duration.ZERO);
        return Tree.MAPPER.createObjectNode().set("routeTable", view(table));
    }

    private ObjectNode associate(Parameters in) {
        RouteTable table = world.routeTables.require(in.text("RouteTableId"));
        Subnet subnet = world.subnets.require(in.text("SubnetId"));
        if (!subnet.vpcId.equals(table.vpcId)) {
            throw ApiError.invalidValue("Route table " + table.routeTableId + " and subnet " + subnet.subnetId
                    + " belong to different networks");
        }
        boolean already = world.routeTables.all().stream()
                .flatMap(t -> t.associationSet.stream())
                .anyMatch(a -> subnet.subnetId.equals(a.subnetId()));
        if (already) {
            throw new ApiError(
                    "Resource.AlreadyAssociated",
                    "the specified association for route table " + table.routeTableId
                            + " conflicts with an existing association");
        }
        Association association = association(table.routeTableId, subnet.subnetId);
        table.associationSet.add(association);
        return Tree.answer("associationId", association.routeTableAssociationId())
                .set("associationState", Tree.of(association.associationState()));
    }

    private ObjectNode disassociate(Parameters in) {
        String id = in.text("AssociationId");
        for (RouteTable table : world.routeTables.all()) {
            for (Association association : table.associationSet) {
                if (association.routeTableAssociationId().equals(id)) {
                    if (association.main()) {
                        throw ApiError.invalidValue("cannot disassociate the main route table association " + id);
                    }
                    table.associationSet.remove(association);
                    return Tree.done();
                }
            }
        }
        throw new ApiError("InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist");
    }

    private ObjectNode delete(Parameters in) {
        RouteTable table = world.routeTables.require(in.text("RouteTableId"));
        if (!table.associationSet.isEmpty()
                || world.endpoints.all().stream().anyMatch(e -> e.routeTableIdSet.contains(table.routeTableId))) {
            throw ApiError.dependency(
                    "The routeTable '" + table.routeTableId + "' has dependencies and cannot be deleted.");
        }
        world.routeTables.remove(table);
        return Tree.done();
    }
}
