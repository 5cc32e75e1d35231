package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.SeenResource;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Deletes single resources: again while something refers to them, until a limit, and then says what does. What is gone is
 * as good as deleted. Thread-safe, as the site is.
 */
record Removal(Site site) {
    String one(SeenResource seen) {
        String id = seen.id();
        switch (seen.kind()) {
            case VPC -> deleting(seen, () -> site.ec2().deleteVpc(r -> r.vpcId(id)));
            case INTERNET_GATEWAY -> {
                String vpc = seen.attribute("attached to");
                if (!vpc.isEmpty()) {
                    deleting(seen, () -> site.ec2()
                            .detachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpcOf(vpc))));
                }
                deleting(seen, () -> site.ec2().deleteInternetGateway(r -> r.internetGatewayId(id)));
            }
            case SUBNET -> deleting(seen, () -> site.ec2().deleteSubnet(r -> r.subnetId(id)));
            case ROUTE_TABLE -> deleting(seen, () -> site.ec2().deleteRouteTable(r -> r.routeTableId(id)));
            case ENDPOINT -> endpoint(seen);
            case SECURITY_GROUP -> deleting(seen, () -> site.ec2().deleteSecurityGroup(r -> r.groupId(id)));
            case VOLUME -> throw new IllegalStateException("a data volume is not deleted by way of a plan: " + id);
            case INSTANCE -> new InstanceWork(site).terminate(seen.name(), id);
            case ADDRESS -> new AddressWork(site).release(id);
            case BUCKET -> throw new IllegalStateException("the bucket is not deleted by way of a plan");
        }
        return "deleted " + id;
    }

    private String vpcOf(String name) {
        return name.startsWith("vpc-") ? name : site.id(name);
    }

    private void endpoint(SeenResource seen) {
        Ec2Account.ask("delete " + seen.label(), () -> site.ec2().deleteVpcEndpoints(r -> r.vpcEndpointIds(seen.id())));
        site.waiting()
                .until(
                        seen.label() + " to be gone",
                        site.target().timing().state(),
                        () -> site
                                .ec2()
                                .describeVpcEndpoints(r -> r.filters(Filters.of("vpc-endpoint-id", seen.id())))
                                .vpcEndpoints()
                                .stream()
                                .filter(e -> !e.stateAsString().equalsIgnoreCase("deleted"))
                                .toList(),
                        List::isEmpty);
    }

    /** Deletes a data volume; only {@code down} comes here, and only when a person typed the name. */
    String volume(SeenResource seen) {
        deleting(seen, () -> site.ec2().deleteVolume(r -> r.volumeId(seen.id())));
        site.waiting()
                .until(
                        seen.label() + " to be gone",
                        site.target().timing().state(),
                        () ->
                                site
                                        .ec2()
                                        .describeVolumes(r -> r.filters(Filters.of("volume-id", seen.id())))
                                        .volumes()
                                        .stream()
                                        .map(volume -> volume.stateAsString())
                                        .filter(state -> !state.equals("deleted"))
                                        .toList(),
                        List::isEmpty);
        return "deleted " + seen.id();
    }

    void deleting(SeenResource seen, Runnable call) {
        try {
            site.waiting().retrying(site.target().timing().dependency(), AwsErrors::isDependency, () -> {
                call.run();
                return "";
            });
        } catch (SdkException e) {
            if (AwsErrors.isDependency(e)) {
                throw AwsErrors.failure("delete " + seen.kind().word() + " " + seen.label() + blockers(seen), e);
            }
            if (!AwsErrors.isNotFound(e)) {
                throw AwsErrors.failure("delete " + seen.kind().word() + " " + seen.label(), e);
            }
        }
    }

    /** What has a network interface in it, or with it: nearly always what is in the way. */
    private String blockers(SeenResource seen) {
        Filter filter =
                switch (seen.kind()) {
                    case SECURITY_GROUP -> Filters.of("group-id", seen.id());
                    case SUBNET -> Filters.of("subnet-id", seen.id());
                    default -> Filters.of("vpc-id", site.id(Topology.VPC));
                };
        String found = site.ec2().describeNetworkInterfaces(r -> r.filters(filter)).networkInterfaces().stream()
                .map(i -> i.networkInterfaceId() + " at " + i.privateIpAddress()
                        + (i.attachment() == null || i.attachment().instanceId() == null
                                ? ""
                                : " of " + i.attachment().instanceId()))
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "" : ", which is used by " + found;
    }
}
