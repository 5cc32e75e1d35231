package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.verify.Described;
import dev.seawall.deploy.verify.Described.Interface;
import dev.seawall.deploy.verify.Described.Route;
import dev.seawall.deploy.verify.Described.RouteTable;
import dev.seawall.deploy.verify.Described.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * With whom an instance can exchange packets at all: where the routes of its subnet lead. An Internet gateway carries
 * only what comes from a public address, or goes to one (Amazon VPC User Guide, "Internet gateways"). Immutable.
 *
 * @param near its own network, and what an endpoint leads to: networks, and ids of lists of them
 * @param far what is beyond a gateway, where its private address means nothing
 * @param words who says so
 */
record Reach(List<String> near, List<String> far, String words, List<String> ids) {
    Reach {
        near = List.copyOf(near);
        far = List.copyOf(far);
        ids = List.copyOf(ids);
    }

    /** As EC2 describes it. */
    static Reach described(String instanceId, Described seen) {
        List<String> near = new ArrayList<>();
        List<String> far = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Interface one : seen.interfaces()) {
            if (one.instanceId().equals(instanceId)) {
                table(one.subnetId(), seen).ifPresent(table -> {
                    for (Route route : table.routes()) {
                        if (isNear(route)) {
                            near.add(route.destination());
                        } else if (leads(route, !one.publicAddress().isEmpty())) {
                            far.add(route.destination());
                        }
                    }
                    tables.add(table.label());
                    ids.add(table.id());
                });
            }
        }
        return new Reach(near, far, "no route of " + String.join(" or ", tables) + " leads there and back", ids);
    }

    /** What routes should come to. */
    static Reach of(List<String> near, List<String> far) {
        return new Reach(near, far, "", List.of());
    }

    private static boolean isNear(Route route) {
        return route.via().equals("local") || route.via().startsWith("vpce-");
    }

    private static boolean leads(Route route, boolean isPublic) {
        return !route.via().startsWith("igw-") || isPublic;
    }

    /** The one that a subnet names, else the main one of its VPC. */
    private static Optional<RouteTable> table(String subnetId, Described seen) {
        String vpc = seen.subnets().stream()
                .filter(subnet -> subnet.id().equals(subnetId))
                .map(Subnet::vpcId)
                .findFirst()
                .orElse("");
        return seen.routeTables().stream()
                .filter(table -> table.subnetIds().contains(subnetId))
                .findFirst()
                .or(() -> seen.routeTables().stream()
                        .filter(table -> table.main() && table.vpcId().equals(vpc))
                        .findFirst());
    }

    boolean includes(Place place) {
        return isNear(place) || lists(far, place);
    }

    /** Whether the two know each other by their private addresses. */
    boolean isNear(Place place) {
        return lists(near, place);
    }

    private static boolean lists(List<String> destinations, Place place) {
        return destinations.stream().anyMatch(destination -> Network.parse(destination)
                .map(network -> network.contains(place.address()))
                .orElseGet(() -> place.knownAs().contains(destination)));
    }
}
