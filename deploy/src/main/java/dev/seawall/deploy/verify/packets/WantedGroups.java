package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.verify.Described;
import dev.seawall.deploy.verify.Described.Group;
import dev.seawall.deploy.verify.Described.Rule;
import dev.seawall.deploy.verify.Promises;
import java.util.ArrayList;
import java.util.List;

/** The security groups that a blueprint asks for, as if EC2 described them. Immutable. */
record WantedGroups(Group frontDoor, Group worker) {
    private static final int HTTPS = 443;
    private static final String ANYONE = "0.0.0.0/0";

    static WantedGroups of(Promises promises, Described seen) {
        String frontDoor = id(Promises.FRONT_DOOR_GROUP, seen);
        String worker = id(Promises.WORKER_GROUP, seen);
        List<Rule> atFrontDoors = new ArrayList<>();
        promises.publicPorts().forEach(port -> atFrontDoors.add(in(port, ANYONE)));
        promises.operators().forEach(network -> atFrontDoors.add(in(NetworkPlan.FRONT_DOOR_ADMIN_PORT, network)));
        atFrontDoors.add(out(NetworkPlan.WORKER_PORT, worker));
        atFrontDoors.add(out(HTTPS, seen.s3PrefixList()));
        return new WantedGroups(
                new Group(frontDoor, Promises.FRONT_DOOR_GROUP, atFrontDoors),
                new Group(
                        worker,
                        Promises.WORKER_GROUP,
                        List.of(in(NetworkPlan.WORKER_PORT, frontDoor), out(HTTPS, seen.s3PrefixList()))));
    }

    /** A group that isn't there goes by its name. */
    private static String id(String name, Described seen) {
        return seen.groups().stream()
                .filter(group -> group.name().equals(name))
                .map(Group::id)
                .findFirst()
                .orElse(name);
    }

    private static Rule in(int port, String peer) {
        return new Rule(true, "tcp", port, port, peer);
    }

    private static Rule out(int port, String peer) {
        return new Rule(false, "tcp", port, port, peer);
    }
}
