package dev.seawall.deploy.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which component listens where on this machine: it all follows from the blueprint. Immutable. */
public record AddressPlan(List<Component> frontDoors, List<Component> workers) {
    public static final String HOST = "127.0.0.1";

    /** Gives the port of a component where the blueprint says 0: any free one, the same at each asking. */
    @FunctionalInterface
    public interface FreePorts {
        int portOf(String component, String use);
    }

    public static AddressPlan of(Blueprint blueprint, boolean tls, FreePorts free) {
        var local = blueprint.local();
        List<Component> frontDoors = new ArrayList<>();
        for (int i = 1; i <= blueprint.frontDoors().count(); i++) {
            String name = Role.FRONT_DOOR.component(i);
            int http = port(local.http(), i - 1, name, "http", free);
            var https = tls ? OptionalInt.of(port(local.https(), i - 1, name, "https", free)) : OptionalInt.empty();
            int admin = port(local.frontdoorAdmin(), i - 1, name, "admin", free);
            frontDoors.add(new Component(name, Role.FRONT_DOOR, http, https, admin));
        }
        List<Component> workers = new ArrayList<>();
        for (int j = 1; j <= blueprint.workers().count(); j++) {
            String name = Role.WORKER.component(j);
            int http = port(local.worker(), j, name, "http", free);
            int admin = port(local.workerAdmin(), j, name, "admin", free);
            workers.add(new Component(name, Role.WORKER, http, OptionalInt.empty(), admin));
        }
        return new AddressPlan(List.copyOf(frontDoors), List.copyOf(workers));
    }

    private static int port(int base, int offset, String component, String use, FreePorts free) {
        return base == 0 ? free.portOf(component, use) : base + offset;
    }

    /** Workers first: the order in which a start makes sense. */
    public List<Component> components() {
        List<Component> all = new ArrayList<>(workers);
        all.addAll(frontDoors);
        return all;
    }

    public Optional<Component> component(String name) {
        return components().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The blueprint's key that a port of a component comes from. */
    public static String keyOf(Component component, int port) {
        if (component.role() == Role.WORKER) {
            return port == component.http() ? "local.worker" : "local.workerAdmin";
        }
        if (port == component.http()) {
            return "local.http";
        }
        return port == component.admin() ? "local.frontdoorAdmin" : "local.https";
    }
}
