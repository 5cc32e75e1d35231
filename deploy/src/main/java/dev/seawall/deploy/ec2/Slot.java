package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.blueprint.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the deployment that outlives the instance in it: a name, an address, a zone. Immutable.
 *
 * @param zone a letter
 */
record Slot(Role role, int number, String zone, String address) {
    /** What EC2 is told a data volume should be called; on a Nitro instance it is called otherwise. */
    static final String DATA_DEVICE = "/dev/sdf";

    /** Workers first, each role by number. */
    static List<Slot> all(Blueprint blueprint, NetworkPlan network) {
        List<Slot> slots = new ArrayList<>();
        for (int j = 1; j <= blueprint.workers().count(); j++) {
            slots.add(of(Role.WORKER, j, network));
        }
        for (int i = 1; i <= blueprint.frontDoors().count(); i++) {
            slots.add(of(Role.FRONT_DOOR, i, network));
        }
        return List.copyOf(slots);
    }

    static Slot named(CloudTarget target, String name) {
        List<Slot> all = all(target.blueprint(), target.network());
        return all.stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownSlot(
                        target.deployment(), name, all.stream().map(Slot::name).toList()));
    }

    private static Slot of(Role role, int number, NetworkPlan network) {
        return new Slot(role, number, network.zone(number), network.address(role, number));
    }

    String name() {
        return role.component(number);
    }

    String subnetName() {
        return (role == Role.WORKER ? "private-" : "public-") + zone;
    }

    String volumeName() {
        return name() + "-volume";
    }

    String addressName() {
        return name() + "-address";
    }

    /** The instance types the blueprint names for it, the preferred one first. */
    List<String> types(Blueprint blueprint) {
        return role == Role.WORKER
                ? blueprint.workers().types()
                : blueprint.frontDoors().types();
    }
}
