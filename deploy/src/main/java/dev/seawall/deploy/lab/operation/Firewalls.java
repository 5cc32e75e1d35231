package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.machine.PacketRule;
import dev.seawall.deploy.lab.world.Cidr;
import dev.seawall.deploy.lab.world.Instance;
import dev.seawall.deploy.lab.world.InstanceState;
import dev.seawall.deploy.lab.world.NetworkInterface;
import dev.seawall.deploy.lab.world.SecurityGroup;
import dev.seawall.deploy.lab.world.SecurityGroupRule;
import dev.seawall.deploy.lab.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells machines which packets they may exchange, whenever that has changed: the rules of their groups, with the groups'
 * members in place of groups, and no farther than their routes go. Not thread-safe: the world's lock.
 */
final class Firewalls {
    private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8");
    private static final Map<String, String> PROTOCOLS =
            Map.of("-1", "all", "tcp", "tcp", "6", "tcp", "udp", "udp", "17", "udp", "icmp", "icmp", "1", "icmp");

    private final Map<String, List<PacketRule>> told = new HashMap<>();
    private final Cloud cloud;
    private final World world;
    private final Landmarks landmarks;
    private final Reach reach;

    Firewalls(Cloud cloud, Landmarks landmarks) {
        this.cloud = cloud;
        this.world = cloud.world();
        this.landmarks = landmarks;
        this.reach = new Reach(world);
    }

    /** After everything that may have changed them. */
    void update() {
        Set<String> there = new HashSet<>();
        for (Instance instance : world.instances.all()) {
            NetworkInterface network = Instances.interfaceOf(world, instance);
            if (network != null && !instance.dark && !instance.is(InstanceState.TERMINATED)) {
                there.add(instance.instanceId);
                List<PacketRule> rules = of(network);
                if (!rules.equals(told.put(instance.instanceId, rules))) {
                    cloud.machines().guard(instance.instanceId, rules);
                }
            }
        }
        told.keySet().retainAll(there);
    }

    private List<PacketRule> of(NetworkInterface network) {
        List<String> groups =
                network.groupSet.stream().map(SecurityGroup.Ref::groupId).toList();
        List<Cidr> near = reach.networks(network, landmarks.s3());
        return world.rules.all().stream()
                .filter(rule -> groups.contains(rule.groupId) && PROTOCOLS.containsKey(rule.ipProtocol))
                .flatMap(rule -> peers(rule)
                        .flatMap(peer -> near.stream().flatMap(way -> common(peer, way)))
                        .map(peer -> new PacketRule(
                                !rule.isEgress,
                                PROTOCOLS.getOrDefault(rule.ipProtocol, ""),
                                rule.fromPort,
                                rule.toPort,
                                peer.toString())))
                .distinct()
                .toList();
    }

    private static Stream<Cidr> common(Cidr one, Cidr other) {
        return one.contains(other) ? Stream.of(other) : other.contains(one) ? Stream.of(one) : Stream.empty();
    }

    /** No packet here has an IPv6 address, so nothing follows from a rule about those. */
    private Stream<Cidr> peers(SecurityGroupRule rule) {
        if (rule.referencedGroupInfo != null) {
            String group = rule.referencedGroupInfo.groupId();
            return world.interfaces.all().stream()
                    .filter(one ->
                            one.groupSet.stream().anyMatch(ref -> ref.groupId().equals(group)))
                    .map(one -> host(one.privateIpAddress));
        }
        if (rule.prefixListId != null) {
            return Stream.of(host(landmarks.s3()));
        }
        if (rule.cidrIpv4 == null) {
            return Stream.empty();
        }
        Cidr network = Cidr.parse(rule.cidrIpv4);
        return Stream.of(LOOPBACK.contains(network) ? host(landmarks.operator()) : network);
    }

    private static Cidr host(String address) {
        return Cidr.parse(address + "/32");
    }
}
