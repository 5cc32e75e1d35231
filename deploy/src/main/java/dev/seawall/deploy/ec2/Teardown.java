package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps that take a deployment down, each after what depends on it: front doors, workers, addresses, the endpoint,
 * the gateway, subnets, routes, groups, the VPC. Data volumes stay, unless told otherwise. Used by one thread.
 */
final class Teardown {
    private final Site site;
    private final StepGraph graph;
    private final Bucket bucket;

    Teardown(Site site, StepGraph graph, Bucket bucket) {
        this.site = site;
        this.graph = graph;
        this.bucket = bucket;
    }

    /** {@code volumesStay}: the bucket stays, too, for its authority vouches for whoever comes back to the volumes. */
    void plan(List<SeenResource> seen, boolean deleteVolumes, boolean volumesStay) {
        List<SeenResource> instances = of(seen, Kind.INSTANCE);
        List<String> doors = new ArrayList<>();
        List<String> machines = new ArrayList<>();
        for (var instance : instances) {
            boolean door = instance.name().startsWith("front-door-");
            (door ? doors : machines).add(instance.label());
            graph.add(
                    instance.label(), door ? List.of() : List.copyOf(doors), "terminating", () -> new InstanceWork(site)
                            .terminate(instance.name(), instance.id()));
        }
        machines.addAll(doors);
        List<String> addresses = each(seen, Kind.ADDRESS, doors);
        List<String> endpoints = each(seen, Kind.ENDPOINT, machines);
        List<String> gateways = each(seen, Kind.INTERNET_GATEWAY, union(machines, addresses));
        List<String> subnets = each(seen, Kind.SUBNET, machines);
        List<String> tables = each(seen, Kind.ROUTE_TABLE, union(subnets, endpoints, gateways));
        List<SeenResource> groups = of(seen, Kind.SECURITY_GROUP);
        if (!groups.isEmpty()) {
            graph.add("group rules", machines, "revoking", () -> new GroupWork(site).revokeReferences(groups));
        }
        List<String> deleted = each(seen, Kind.SECURITY_GROUP, union(machines, List.of("group rules")));
        each(seen, Kind.VPC, union(machines, addresses, endpoints, gateways, subnets, tables, deleted));
        if (!volumesStay && !of(seen, Kind.BUCKET).isEmpty()) {
            graph.add("bucket " + bucket.name(), machines, "emptying", () -> {
                bucket.deleteAll();
                return "deleted";
            });
        }
        if (deleteVolumes) {
            of(seen, Kind.VOLUME)
                    .forEach(volume ->
                            graph.add(volume.label(), machines, "deleting", () -> new Removal(site).volume(volume)));
        }
    }

    private static List<SeenResource> of(List<SeenResource> seen, Kind kind) {
        return seen.stream()
                .filter(one -> one.kind() == kind && !one.state().equals("terminated"))
                // Front doors first, so that no request comes in while workers go.
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private List<String> each(List<SeenResource> seen, Kind kind, Set<String> after) {
        return each(seen, kind, List.copyOf(after));
    }

    private List<String> each(List<SeenResource> seen, Kind kind, List<String> after) {
        var removal = new Removal(site);
        return of(seen, kind).stream()
                .map(one -> {
                    graph.add(one.label(), after, "deleting", () -> removal.one(one));
                    return one.label();
                })
                .toList();
    }

    @SafeVarargs
    private static Set<String> union(List<String>... lists) {
        Set<String> all = new LinkedHashSet<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
