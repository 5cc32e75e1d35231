package dev.seawall.deploy.verify;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.blueprint.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a blueprint promises about who can reach whom. Immutable.
 *
 * @param workers each worker's name and pinned address
 * @param frontDoors likewise
 * @param publicPorts what anybody may reach on a front door
 * @param operators the networks that may reach a front door's admin port
 * @param encrypted whether data volumes ought to be
 */
public record Promises(
        Map<String, String> workers,
        Map<String, String> frontDoors,
        Set<Integer> publicPorts,
        Set<String> operators,
        boolean encrypted) {

    public static final String WORKER_GROUP = "worker-group";
    public static final String FRONT_DOOR_GROUP = "front-door-group";
    static final String PRIVATE_SUBNET = "private-";

    /**
     *      * The promises of a blueprint in a network.
     *      *
     * @param operators those of the blueprint, or of the machine that stands for EC2
     */
    public static Promises of(Blueprint blueprint, NetworkPlan network, List<String> operators) {
        return new Promises(
                slots(network, Role.WORKER, "worker-", blueprint.workers().count()),
                slots(
                        network,
                        Role.FRONT_DOOR,
                        "front-door-",
                        blueprint.frontDoors().count()),
                Set.of(blueprint.frontDoors().httpPort(), blueprint.frontDoors().httpsPort()),
                Set.copyOf(operators),
                blueprint.workers().volume().encrypted());
    }

    private static Map<String, String> slots(NetworkPlan network, Role role, String word, int count) {
        Map<String, String> slots = new TreeMap<>();
        for (int i = 1; i <= count; i++) {
            slots.put(word + i, network.address(role, i));
        }
        return slots;
    }

    /** Every promise held against a description; what is not kept, in a fixed order. Empty: all are. */
    public List<Finding> check(Described seen) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new SlotRules(this, seen).check());
        findings.addAll(new GroupRules(this, seen).check());
        findings.addAll(new PrivateSideRules(this, seen).check());
        findings.addAll(new VolumeRules(this, seen).check());
        return List.copyOf(findings);
    }

    boolean isWorker(String name) {
        return workers.containsKey(name);
    }

    boolean isFrontDoor(String name) {
        return frontDoors.containsKey(name);
    }
}
