package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.tls.LocalAuthority;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the blueprint into each component's settings: docs/reference/frontdoor.yaml and backend.yaml. What isn't written
 * here has those files' defaults. Immutable.
 */
record SettingsWriter(Blueprint blueprint, AddressPlan plan, StateDirectory state) {
    private static final JsonMapper JSON = new JsonMapper();

    Settings of(Component component) {
        var tree = JSON.createObjectNode();
        tree.put("name", component.name());
        tree.put("deployment", blueprint.name());
        address(tree.putObject("http"), component.http());
        component.https().ifPresent(port -> {
            var https = tree.putObject("https");
            address(https, port);
            https.put(
                    "certificate",
                    state.tls().resolve(LocalAuthority.CERTIFICATE).toString());
            https.put(
                    "privateKey",
                    state.tls().resolve(LocalAuthority.PRIVATE_KEY).toString());
        });
        address(tree.putObject("admin"), component.admin());
        if (component.role() == Role.WORKER) {
            tree.put("data", state.data(component.name()).toString());
        } else {
            frontDoor(tree, component);
        }
        return new Settings(tree);
    }

    private void frontDoor(ObjectNode tree, Component component) {
        var workers = tree.putArray("workers");
        plan.workers().forEach(worker -> address(workers.addObject().put("name", worker.name()), worker.http()));
        var routes = tree.putArray("routes");
        blueprint
                .routes()
                .forEach(route -> routes.addObject().put("match", route.match()).put("owner", route.owner()));
        tree.putObject("limits").put("bodyBytes", blueprint.limits().bodyBytes().toString());
        tree.putObject("knobs").put("directory", state.knobs(component.name()).toString());
        tree.put("accessLog", state.accessLog(component.name()).toString());
    }

    private static void address(ObjectNode node, int port) {
        node.put("host", AddressPlan.HOST).put("port", port);
    }
}
