package dev.seawall.deploy.verify;

import dev.seawall.deploy.verify.Described.Route;
import dev.seawall.deploy.verify.Described.RouteTable;
import dev.seawall.deploy.verify.Described.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** No public address on the private side, and no route from it but to its own network and to S3. Immutable. */
record PrivateSideRules(Promises promises, Described seen) {
    private static final Map<String, String> WAYS = Map.of(
            "igw-", "an internet gateway",
            "eigw-", "an egress-only internet gateway",
            "nat-", "a NAT gateway",
            "pcx-", "a peering connection",
            "tgw-", "a transit gateway",
            "eni-", "a network interface",
            "i-", "an instance",
            "vgw-", "a VPN gateway");

    List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        Set<String> workersSubnets = seen.instances().stream()
                .filter(one -> one.live() && promises.isWorker(one.name()))
                .map(Described.Instance::subnetId)
                .collect(Collectors.toSet());
        seen.subnets().stream()
                .filter(one -> one.name().startsWith(Promises.PRIVATE_SUBNET) || workersSubnets.contains(one.id()))
                .forEach(subnet -> subnet(subnet, findings));
        return findings;
    }

    private void subnet(Subnet subnet, List<Finding> findings) {
        if (subnet.givesPublicAddresses()) {
            findings.add(Finding.of(
                    "private-addresses",
                    subnet.label() + " gives every new instance in it a public address",
                    subnet.id()));
        }
        seen.interfaces().stream()
                .filter(one -> one.subnetId().equals(subnet.id())
                        && !one.publicAddress().isEmpty())
                .forEach(one -> findings.add(Finding.of(
                        "private-addresses",
                        "the network interface " + one.id() + " in " + subnet.label() + " has the public address "
                                + one.publicAddress()
                                + (one.instanceId().isEmpty() ? "" : ", of " + seen.labelOf(one.instanceId())),
                        one.id(),
                        subnet.id())));
        for (RouteTable table : tablesOf(subnet)) {
            for (Route route : table.routes()) {
                if (!isAllowed(route)) {
                    findings.add(Finding.of(
                            "private-routes",
                            subnet.label() + " has a route to " + route.destination() + " through " + way(route.via())
                                    + " (" + route.via() + "), by the route table "
                                    + Described.label(table.name(), table.id()),
                            table.id(),
                            subnet.id(),
                            route.via()));
                }
            }
        }
    }

    /** The one that it names, else the main one of its VPC. */
    private List<RouteTable> tablesOf(Subnet subnet) {
        var named = seen.routeTables().stream()
                .filter(table -> table.subnetIds().contains(subnet.id()))
                .toList();
        return named.isEmpty()
                ? seen.routeTables().stream()
                        .filter(table -> table.main() && table.vpcId().equals(subnet.vpcId()))
                        .toList()
                : named;
    }

    private boolean isAllowed(Route route) {
        return route.via().equals("local")
                || (route.destination().equals(seen.s3PrefixList())
                        && route.via().startsWith("vpce-"));
    }

    private static String way(String via) {
        return WAYS.entrySet().stream()
                .filter(entry -> via.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("something else");
    }
}
