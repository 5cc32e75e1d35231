package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.world.Cidr;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.RouteTable;
import dev.seawall.deploy.lab.world.RouteTable.Route;
import dev.seawall.deploy.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far the packets of an interface get: what its subnet's route table says. Whoever has no public address has no way
 * through an Internet gateway. Not thread-safe: the world's lock.
 */
record Reach(World world) {
    private List<Route> routes(NetworkInterface network) {
        List<RouteTable> tables = world.routeTables.all().stream()
                .filter(table -> table.vpcId.equals(network.vpcId))
                .toList();
        return tables.stream()
                .filter(table -> table.associationSet.stream()
                        .anyMatch(association -> network.subnetId.equals(association.subnetId())))
                .findFirst()
                .or(() -> tables.stream().filter(RouteTable::isMain).findFirst())
                .map(table -> List.copyOf(table.routeSet))
                .orElse(List.of());
    }

    /** The networks it exchanges packets with; S3's address only through an endpoint. */
    List<Cidr> networks(NetworkInterface network, String s3) {
        List<Cidr> networks = new ArrayList<>();
        networks.add(Cidr.parse(world.vpcs.get(network.vpcId).cidrBlock));
        boolean isPublic = Addresses.publicIpOf(world, network) != null;
        for (Route route : routes(network)) {
            if (route.destinationPrefixListId() != null) {
                networks.add(Cidr.parse(s3 + "/32"));
            } else if (isPublic && route.gatewayId().startsWith("igw-")) {
                networks.add(Cidr.parse(Objects.requireNonNull(route.destinationCidrBlock(), "the other kind")));
            }
        }
        return networks.stream()
                .filter(one -> networks.stream().noneMatch(other -> !other.equals(one) && other.contains(one)))
                .toList();
    }

    /** The VPC endpoints through which its requests to S3 come. */
    Set<String> endpoints(NetworkInterface network) {
        return routes(network).stream()
                .filter(route -> route.destinationPrefixListId() != null)
                .map(Route::gatewayId)
                .collect(Collectors.toSet());
    }
}
