package dev.seawall.deploy.ec2;

import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Route;

/** The many ways in which EC2 says where a route goes. Stateless. */
final class Routes {
    private Routes() {}

    static String destination(Route route) {
        return first(route.destinationCidrBlock(), route.destinationIpv6CidrBlock(), route.destinationPrefixListId());
    }

    /** The id of what the route leads through. */
    static String via(Route route) {
        return first(
                route.gatewayId(),
                route.natGatewayId(),
                route.egressOnlyInternetGatewayId(),
                route.transitGatewayId(),
                route.vpcPeeringConnectionId(),
                route.networkInterfaceId(),
                route.instanceId(),
                route.localGatewayId(),
                route.carrierGatewayId());
    }

    private static String first(String... ids) {
        return Stream.of(ids).filter(Objects::nonNull).findFirst().orElse("?");
    }
}
