package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.flood.scenario.Topology;
import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Who is where in a topology, and who may reach whom: it all follows from the topology. Immutable. */
record Layout(Topology topology) {
    static final String WORKER = Role.WORKER.component(1);
    static final String VOLUME_SERVER = "volume-1";
    static final String VOLUME_ADDRESS = "10.61.255.11";
    static final int WORKER_VOLUME_PORT = 10809;
    static final int PROBE_VOLUME_PORT = 10810;

    /** A second public address of the first front door, at which attackers aim when the first one is to move. */
    static final String OTHER_PUBLIC_ADDRESS = "203.0.113.101";

    private static final NetworkPlan NETWORK = new NetworkPlan("10.61.0.0/16", List.of("a"));
    private static final String TOGETHER = "server-1";
    private static final String ANYWHERE = "0.0.0.0/0";

    /** A front door: a program on an instance, and the address at which the Internet finds it. */
    record Door(String name, String instance, String privateAddress, String publicAddress) {}

    List<Door> doors() {
        return IntStream.rangeClosed(1, topology.frontDoors())
                .mapToObj(number -> new Door(
                        Role.FRONT_DOOR.component(number),
                        topology.together() ? TOGETHER : Role.FRONT_DOOR.component(number),
                        NETWORK.address(Role.FRONT_DOOR, number),
                        "203.0.113." + (10 + number)))
                .toList();
    }

    /** The one that is attacked. */
    Door firstDoor() {
        return doors().getFirst();
    }

    String workerInstance() {
        return topology.together() ? TOGETHER : WORKER;
    }

    /** Where front doors reach the worker. */
    String workerHost() {
        return topology.together() ? "127.0.0.1" : NETWORK.address(Role.WORKER, 1);
    }

    /** By name, with their private addresses; each has one interface. */
    Map<String, String> instances() {
        Map<String, String> all = new LinkedHashMap<>();
        doors().forEach(door -> all.put(door.instance(), door.privateAddress()));
        if (!topology.together()) {
            all.put(WORKER, NETWORK.address(Role.WORKER, 1));
        }
        return all;
    }

    /** An instance's security group, as a launch on EC2 would give it. */
    List<Rule> group(String instance) {
        List<Rule> rules = new ArrayList<>();
        if (instance.equals(workerInstance()) && !topology.together()) {
            doors().forEach(door -> rules.add(Rule.in("tcp", NetworkPlan.WORKER_PORT, door.privateAddress() + "/32")));
            return rules;
        }
        rules.add(Rule.in("tcp", 80, ANYWHERE));
        rules.add(Rule.in("tcp", 443, ANYWHERE));
        rules.add(Rule.in("tcp", NetworkPlan.FRONT_DOOR_ADMIN_PORT, Fabric.ROUTER_ADDRESS + "/32"));
        if (!topology.together()) {
            rules.add(Rule.out("tcp", NetworkPlan.WORKER_PORT, NETWORK.address(Role.WORKER, 1) + "/32"));
        }
        return rules;
    }
}
