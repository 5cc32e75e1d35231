package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.blueprint.Role;
import java.util.regex.Pattern;

/** A place in the deployment, {@code worker-2}, with the address that follows from it. Immutable. */
record Slot(String name, Role role, int number) {
    private static final Pattern NAME = Pattern.compile("(front-door|worker)-([1-9][0-9]?)");

    static Slot named(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a slot: " + name);
        }
        var role = parts.group(1).equals("worker") ? Role.WORKER : Role.FRONT_DOOR;
        return new Slot(name, role, Integer.parseInt(parts.group(2)));
    }

    String address(NetworkPlan network) {
        return network.address(role, number);
    }
}
