package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Kind;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.RouteTable;
import dev.seawall.deploy.lab.world.RouteTable.Route;
import dev.seawall.deploy.lab.world.Vpc;
import dev.seawall.deploy.lab.world.VpcEndpoint;
import dev.seawall.deploy.lab.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gateway endpoints to S3: each is a route to a prefix list in the tables it names. The world's lock. */
final class VpcEndpoints {
    private static final String ANYONE = "{\"Version\":\"2008-10-17\",\"Statement\":"
            + "[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final Listing LISTING = new Listing(
            "VpcEndpointId",
            "vpcEndpointSet",
            "vpc-endpoint-id vpc-id service-name vpc-endpoint-type vpc-endpoint-state=state");

    private final Cloud cloud;
    private final World world;

    VpcEndpoints(Cloud cloud) {
        this.cloud = cloud;
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add(
                "CreateVpcEndpoint",
                "VpcId! ServiceName! VpcEndpointType RouteTableId PolicyDocument ClientToken" + " TagSpecification",
                this::create);
        table.add(
                "ModifyVpcEndpoint",
                "VpcEndpointId! AddRouteTableId RemoveRouteTableId PolicyDocument ResetPolicy",
                this::modify);
        table.add("DeleteVpcEndpoints", "VpcEndpointId!", this::delete);
        table.list("DescribeVpcEndpoints", LISTING, world.endpoints, Tree::of);
    }

    private ObjectNode create(Parameters in) {
        Vpc vpc = world.vpcs.require(in.text("VpcId"));
        String service = in.text("ServiceName");
        if (!service.equals(cloud.catalog().s3Service())) {
            throw new ApiError("InvalidServiceName", "The Vpc Endpoint Service '" + service + "' does not exist");
        }
        in.oneOf("VpcEndpointType", "Gateway", Set.of("Gateway"));
        var endpoint = new VpcEndpoint();
        endpoint.vpcEndpointId = world.endpoints.newId();
        endpoint.vpcId = vpc.vpcId;
        endpoint.serviceName = service;
        endpoint.policyDocument = in.text("PolicyDocument", ANYONE);
        endpoint.creationTimestamp = cloud.now();
        List<RouteTable> tables = tables(in, "RouteTableId", endpoint);
        cloud.create(world.endpoints, endpoint, Tagging.of(in, Kind.ENDPOINT), Duration.ZERO);
        tables.forEach(table -> add(endpoint, table));
        ObjectNode answer = Tree.answer("vpcEndpoint", endpoint);
        return in.has("ClientToken") ? answer.put("clientToken", in.text("ClientToken")) : answer;
    }

    /** The tables that a call names, each fit to get this endpoint's route. */
    private List<RouteTable> tables(Parameters in, String parameter, VpcEndpoint endpoint) {
        List<RouteTable> tables =
                in.list(parameter).stream().map(world.routeTables::require).toList();
        for (RouteTable table : tables) {
            if (!table.vpcId.equals(endpoint.vpcId)) {
                throw ApiError.invalidValue(
                        "Route table " + table.routeTableId + " does not belong to the VPC " + endpoint.vpcId);
            }
            if (table.routeSet.stream().anyMatch(r -> r.destination().equals(prefixList()))) {
                throw new ApiError(
                        "RouteAlreadyExists",
                        "route table " + table.routeTableId + " already has a route with destination-prefix-list-id "
                                + prefixList());
            }
        }
        return tables;
    }

    private String prefixList() {
        return cloud.catalog()
                .all("prefixLists")
                .getFirst()
                .path("prefixListId")
                .asString();
    }

    private void add(VpcEndpoint endpoint, RouteTable table) {
        endpoint.routeTableIdSet.add(table.routeTableId);
        table.routeSet.add(new Route(null, prefixList(), endpoint.vpcEndpointId, "active", "CreateRoute"));
    }

    private static void remove(VpcEndpoint endpoint, RouteTable table) {
        endpoint.routeTableIdSet.remove(table.routeTableId);
        table.routeSet.removeIf(r -> r.gatewayId().equals(endpoint.vpcEndpointId));
    }

    private ObjectNode modify(Parameters in) {
        VpcEndpoint endpoint = world.endpoints.require(in.text("VpcEndpointId"));
        List<RouteTable> added = tables(in, "AddRouteTableId", endpoint);
        List<RouteTable> removed = in.list("RemoveRouteTableId").stream()
                .map(world.routeTables::require)
                .toList();
        String policy = in.flag("ResetPolicy", false) ? ANYONE : in.text("PolicyDocument", endpoint.policyDocument);
        added.forEach(table -> add(endpoint, table));
        removed.forEach(table -> remove(endpoint, table));
        endpoint.policyDocument = policy;
        return Tree.done();
    }

    private ObjectNode delete(Parameters in) {
        ArrayNode unsuccessful = Tree.list();
        for (String id : in.list("VpcEndpointId")) {
            try {
                VpcEndpoint endpoint = world.endpoints.require(id);
                List.copyOf(endpoint.routeTableIdSet).forEach(t -> remove(endpoint, world.routeTables.get(t)));
                endpoint.state = "deleting";
                cloud.passesAfter(endpoint, cloud.pace().network());
            } catch (ApiError e) {
                unsuccessful.add(Tree.answer("resourceId", id)
                        .set("error", Tree.answer("code", e.code()).put("message", e.message())));
            }
        }
        return Tree.answer("unsuccessful", unsuccessful);
    }
}
