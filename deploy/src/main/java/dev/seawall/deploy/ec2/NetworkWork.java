package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Difference;
import dev.seawall.deploy.plan.WantedResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Builds and mends the network: VPC, gateway, subnets, routes, the way to S3. Thread-safe, as the site is. */
record NetworkWork(Site site) {
    String vpc(WantedResource wanted) {
        return site.createOnce(wanted.name(), () -> LookUp.vpc(site, wanted.name()), () -> site.once()
                .createVpc(r -> r.cidrBlock(wanted.attribute("network"))
                        .tagSpecifications(site.tags(ResourceType.VPC, wanted.name())))
                .vpc()
                .vpcId());
    }

    String gateway(WantedResource wanted) {
        String done = site.createOnce(wanted.name(), () -> LookUp.gateway(site, wanted.name()), () -> site.once()
                .createInternetGateway(
                        r -> r.tagSpecifications(site.tags(ResourceType.INTERNET_GATEWAY, wanted.name())))
                .internetGateway()
                .internetGatewayId());
        attach(wanted.name());
        return done;
    }

    /** Attaches the gateway to the VPC, unless it is. */
    String attach(String gateway) {
        tolerating(() -> site.ec2().attachInternetGateway(r -> r.internetGatewayId(site.id(gateway))
                .vpcId(site.id(Topology.VPC))));
        return "attached";
    }

    String subnet(WantedResource wanted) {
        return site.createOnce(wanted.name(), () -> LookUp.subnet(site, wanted.name()), () -> site.once()
                .createSubnet(r -> r.vpcId(site.id(Topology.VPC))
                        .cidrBlock(wanted.attribute("network"))
                        .availabilityZone(wanted.attribute("zone"))
                        .tagSpecifications(site.tags(ResourceType.SUBNET, wanted.name())))
                .subnet()
                .subnetId());
    }

    String noPublicAddresses(String subnet) {
        site.ec2().modifySubnetAttribute(r -> r.subnetId(site.id(subnet)).mapPublicIpOnLaunch(a -> a.value(false)));
        return "gives no public addresses";
    }

    String routeTable(WantedResource wanted) {
        String name = wanted.name();
        String id = site.waiting().visible(() -> site.ec2()
                .createRouteTable(r -> r.vpcId(site.id(Topology.VPC))
                        .clientToken(site.token(name))
                        .tagSpecifications(site.tags(ResourceType.ROUTE_TABLE, name)))
                .routeTable()
                .routeTableId());
        site.know(name, id);
        wanted.attributes().forEach((key, value) -> route(name, key, value));
        return "created " + id;
    }

    /** Brings a table back to what is wanted, route by route. */
    String mendRoutes(String table, List<Difference> differences) {
        for (Difference one : differences) {
            boolean route = one.key().startsWith("route ");
            String wanted = one.wanted();
            if (wanted == null && route) {
                String destination = one.key().substring("route ".length());
                site.ec2().deleteRoute(r -> {
                    r.routeTableId(site.id(table));
                    if (destination.contains(":")) {
                        r.destinationIpv6CidrBlock(destination);
                    } else if (destination.startsWith("pl-")) {
                        r.destinationPrefixListId(destination);
                    } else {
                        r.destinationCidrBlock(destination);
                    }
                });
            } else if (wanted == null) {
                throw new CloudFailure(table + " is followed by " + one.key()
                        + ", which isn't of this deployment; take it off by hand");
            } else if (route && one.seen() != null) {
                site.ec2().replaceRoute(r -> r.routeTableId(site.id(table))
                        .destinationCidrBlock(one.key().substring("route ".length()))
                        .gatewayId(site.id(wanted)));
            } else {
                route(table, one.key(), wanted);
            }
        }
        return "mended " + keys(differences);
    }

    /** {@code route 0.0.0.0/0} through a gateway, or {@code subnet private-a} to follow the table. */
    private void route(String table, String key, String value) {
        String what = key.substring(key.indexOf(' ') + 1);
        if (key.startsWith("route ")) {
            tolerating(() -> site.ec2().createRoute(r -> r.routeTableId(site.id(table))
                    .destinationCidrBlock(what)
                    .gatewayId(site.id(value))));
        } else {
            associate(table, what);
        }
    }

    private void associate(String table, String subnet) {
        try {
            site.waiting().visible(() -> site.ec2()
                    .associateRouteTable(r -> r.routeTableId(site.id(table)).subnetId(site.id(subnet))));
        } catch (SdkException e) {
            if (!AwsErrors.existsAlready(e)) {
                throw e;
            }
            // With this table from an earlier try, or with another that somebody chose.
            LookUp.routeTableAssociation(site, subnet).ifPresent(association -> {
                if (!association.routeTableId().equals(site.id(table))) {
                    site.ec2().disassociateRouteTable(r -> r.associationId(association.routeTableAssociationId()));
                    site.ec2().associateRouteTable(r -> r.routeTableId(site.id(table))
                            .subnetId(site.id(subnet)));
                }
            });
        }
    }

    String endpoint(WantedResource wanted) {
        String there = LookUp.endpoint(site, wanted.name());
        if (!there.isEmpty()) {
            site.know(wanted.name(), there);
            return "found " + there;
        }
        List<String> tables = tables(wanted.attributes());
        String service = "com.amazonaws." + site.target().connection().region() + ".s3";
        String id = site.waiting().visible(() -> site.ec2()
                .createVpcEndpoint(r -> r.vpcId(site.id(Topology.VPC))
                        .vpcEndpointType(VpcEndpointType.GATEWAY)
                        .serviceName(service)
                        .routeTableIds(tables)
                        .clientToken(site.token(wanted.name(), String.join(" ", tables)))
                        .tagSpecifications(site.tags(ResourceType.VPC_ENDPOINT, wanted.name())))
                .vpcEndpoint()
                .vpcEndpointId());
        site.know(wanted.name(), id);
        return "created " + id;
    }

    String mendEndpoint(String name, List<Difference> differences) {
        List<String> add = differences.stream()
                .filter(d -> d.wanted() != null)
                .map(d -> site.id(d.key()))
                .toList();
        List<String> remove = differences.stream()
                .filter(d -> d.wanted() == null)
                .map(d -> d.key().startsWith("rtb-") ? d.key() : site.id(d.key()))
                .toList();
        site.ec2()
                .modifyVpcEndpoint(r ->
                        r.vpcEndpointId(site.id(name)).addRouteTableIds(add).removeRouteTableIds(remove));
        return "mended " + keys(differences);
    }

    private List<String> tables(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .filter(entry -> entry.getValue().equals("associated"))
                .map(entry -> site.id(entry.getKey()))
                .sorted()
                .toList();
    }

    /** For a call that is refused when what it would do is so already. */
    private void tolerating(Runnable call) {
        try {
            site.waiting().visible(() -> {
                call.run();
                return "";
            });
        } catch (SdkException e) {
            if (!AwsErrors.existsAlready(e)) {
                throw e;
            }
        }
    }

    static String keys(List<Difference> differences) {
        return differences.stream().map(Difference::key).collect(Collectors.joining(", "));
    }
}
