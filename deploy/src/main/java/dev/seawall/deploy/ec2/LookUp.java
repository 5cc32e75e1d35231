package dev.seawall.deploy.ec2;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** Finds one resource by its tags, just before it would be made. Stateless; each gives an id, empty for none. */
final class LookUp {
    private LookUp() {}

    private static List<Filter> tagged(Site site, String name) {
        return List.of(Filters.tag(Labels.DEPLOYMENT, site.target().deployment()), Filters.tag(Labels.NAME, name));
    }

    private static String first(Stream<String> ids) {
        return ids.sorted().findFirst().orElse("");
    }

    static String vpc(Site site, String name) {
        return first(site.ec2().describeVpcs(r -> r.filters(tagged(site, name))).vpcs().stream()
                .map(vpc -> vpc.vpcId()));
    }

    static String gateway(Site site, String name) {
        return first(site.ec2().describeInternetGateways(r -> r.filters(tagged(site, name))).internetGateways().stream()
                .map(gateway -> gateway.internetGatewayId()));
    }

    static String subnet(Site site, String name) {
        return first(site.ec2().describeSubnets(r -> r.filters(tagged(site, name))).subnets().stream()
                .map(subnet -> subnet.subnetId()));
    }

    static String endpoint(Site site, String name) {
        return first(site.ec2().describeVpcEndpoints(r -> r.filters(tagged(site, name))).vpcEndpoints().stream()
                .filter(endpoint ->
                        !endpoint.stateAsString().toLowerCase(Locale.ROOT).startsWith("delet"))
                .map(endpoint -> endpoint.vpcEndpointId()));
    }

    /** By its name: EC2 allows one group of a name in a VPC, so one whose tags are lost is found too. */
    static String group(Site site, String name) {
        return first(site
                .ec2()
                .describeSecurityGroups(
                        r -> r.filters(Filters.of("vpc-id", site.id(Topology.VPC)), Filters.of("group-name", name)))
                .securityGroups()
                .stream()
                .map(group -> group.groupId()));
    }

    static String volume(Site site, String name) {
        return first(site.ec2().describeVolumes(r -> r.filters(tagged(site, name))).volumes().stream()
                .filter(volume -> !volume.stateAsString().startsWith("delet"))
                .map(volume -> volume.volumeId()));
    }

    static String address(Site site, String name) {
        return first(site.ec2().describeAddresses(r -> r.filters(tagged(site, name))).addresses().stream()
                .map(address -> address.allocationId()));
    }

    /** The slot's instance, if one lives. */
    static Optional<Instance> instance(Site site, String name) {
        var filters = Stream.concat(
                        tagged(site, name).stream(),
                        Stream.of(Filters.of(
                                "instance-state-name", List.of("pending", "running", "stopping", "stopped"))))
                .toList();
        return site.ec2().describeInstances(r -> r.filters(filters)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .findFirst();
    }

    /** What an earlier call with this token launched, whatever became of it. */
    static Optional<Instance> launchedWith(Site site, String token) {
        return site.ec2().describeInstances(r -> r.filters(Filters.of("client-token", token))).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .findFirst();
    }

    static Optional<RouteTableAssociation> routeTableAssociation(Site site, String subnet) {
        String id = site.id(subnet);
        return site
                .ec2()
                .describeRouteTables(r -> r.filters(Filters.of("association.subnet-id", id)))
                .routeTables()
                .stream()
                .flatMap(table -> table.associations().stream())
                .filter(association -> id.equals(association.subnetId()))
                .findFirst();
    }
}
