package dev.seawall.deploy.lab.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Everything that exists. Not thread-safe: one call at a time holds the lock. */
public final class World {
    /** The account that owns everything: one of those AWS keeps for examples. */
    public static final String ACCOUNT = "111122223333";

    public final Shelf<Vpc> vpcs = new Shelf<>(Kind.VPC, Vpc.class);
    public final Shelf<Subnet> subnets = new Shelf<>(Kind.SUBNET, Subnet.class);
    public final Shelf<InternetGateway> gateways = new Shelf<>(Kind.GATEWAY, InternetGateway.class);
    public final Shelf<RouteTable> routeTables = new Shelf<>(Kind.ROUTE_TABLE, RouteTable.class);
    public final Shelf<VpcEndpoint> endpoints = new Shelf<>(Kind.ENDPOINT, VpcEndpoint.class);
    public final Shelf<SecurityGroup> groups = new Shelf<>(Kind.GROUP, SecurityGroup.class);
    public final Shelf<SecurityGroupRule> rules = new Shelf<>(Kind.RULE, SecurityGroupRule.class);
    public final Shelf<Instance> instances = new Shelf<>(Kind.INSTANCE, Instance.class);
    public final Shelf<NetworkInterface> interfaces = new Shelf<>(Kind.INTERFACE, NetworkInterface.class);
    public final Shelf<Volume> volumes = new Shelf<>(Kind.VOLUME, Volume.class);
    public final Shelf<Snapshot> snapshots = new Shelf<>(Kind.SNAPSHOT, Snapshot.class);
    public final Shelf<Address> addresses = new Shelf<>(Kind.ADDRESS, Address.class);

    /** Answers to calls with a client token, by action and token. */
    public final Map<String, Remembered> tokens = new LinkedHashMap<>();

    public final Map<String, Bucket> buckets = new TreeMap<>();

    /** What a client token stood for, and what was answered. */
    public record Remembered(String fingerprint, ObjectNode answer) {}

    public List<Shelf<?>> shelves() {
        return List.of(
                vpcs,
                subnets,
                gateways,
                routeTables,
                endpoints,
                groups,
                rules,
                instances,
                interfaces,
                volumes,
                snapshots,
                addresses);
    }

    /** Where an id of any kind belongs; null when EC2 would not know the prefix either. */
    public @Nullable Shelf<?> shelfOf(String id) {
        Kind kind = Kind.ofId(id);
        return shelves().stream().filter(s -> s.kind() == kind).findFirst().orElse(null);
    }
}
