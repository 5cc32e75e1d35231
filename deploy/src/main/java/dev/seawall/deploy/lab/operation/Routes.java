package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Cidr;
import dev.seawall.deploy.lab.world.InternetGateway;
import dev.seawall.deploy.lab.world.RouteTable;
import dev.seawall.deploy.lab.world.RouteTable.Route;
import dev.seawall.deploy.lab.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Single routes of a table, towards an internet gateway. Not thread-safe: the world's lock. */
final class Routes {
    private final World world;

    Routes(Cloud cloud) {
        this.world = cloud.world();
    }

    void register(Operations table) {
        table.add("CreateRoute", "RouteTableId! DestinationCidrBlock! GatewayId!", this::create);
        table.add("ReplaceRoute", "RouteTableId! DestinationCidrBlock! GatewayId!", this::replace);
        table.add("DeleteRoute", "RouteTableId! DestinationCidrBlock!", this::delete);
    }

    private static String destination(Parameters in) {
        String text = in.text("DestinationCidrBlock");
        try {
            return Cidr.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw in.invalid("DestinationCidrBlock", text, "This is not a valid CIDR block.");
        }
    }

    private Route route(Parameters in, RouteTable table) {
        InternetGateway gateway = world.gateways.require(in.text("GatewayId"));
        if (!gateway.isAttachedTo(table.vpcId)) {
            throw ApiError.invalidValue("route table " + table.routeTableId + " and network gateway "
                    + gateway.internetGatewayId + " belong to different networks");
        }
        return new Route(destination(in), null, gateway.internetGatewayId, "active", "CreateRoute");
    }

    private static @Nullable Route find(RouteTable table, String destination) {
        return table.routeSet.stream()
                .filter(r -> destination.equals(r.destinationCidrBlock()))
                .findFirst()
                .orElse(null);
    }

    /** The route that a call may change: it exists, and isn't the network's own. */
    private static Route existing(RouteTable table, String destination, String verb) {
        Route route = find(table, destination);
        if (route == null) {
            throw new ApiError(
                    "InvalidRoute.NotFound",
                    "no route with destination-cidr-block " + destination + " in route table " + table.routeTableId);
        }
        if (route.gatewayId().equals("local")) {
            throw ApiError.invalidValue(
                    "cannot " + verb + " local route " + destination + " in route table " + table.routeTableId);
        }
        return route;
    }

    private ObjectNode create(Parameters in) {
        RouteTable table = world.routeTables.require(in.text("RouteTableId"));
        Route route = route(in, table);
        if (find(table, route.destination()) != null) {
            throw new ApiError(
                    "RouteAlreadyExists", "The route identified by " + route.destination() + " already exists.");
        }
        table.routeSet.add(route);
        return Tree.done();
    }

    private ObjectNode replace(Parameters in) {
        RouteTable table = world.routeTables.require(in.text("RouteTableId"));
        Route route = route(in, table);
        Route old = existing(table, route.destination(), "replace");
        table.routeSet.set(table.routeSet.indexOf(old), route);
        return Tree.done();
    }

    private ObjectNode delete(Parameters in) {
        RouteTable table = world.routeTables.require(in.text("RouteTableId"));
        table.routeSet.remove(existing(table, destination(in), "remove"));
        return Tree.done();
    }
}
