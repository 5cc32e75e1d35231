package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.blueprint.Role;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Turns the blueprint into the configuration of each slot's program: docs/reference/frontdoor.yaml and backend.yaml.
 * {@code __ROOT__} and {@code __INSTANCE__} stand for what only the machine knows. Immutable.
 */
record MachineSettings(Blueprint blueprint, NetworkPlan network) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .build();

    /**
     * Whose a worker's volume is to be.
     *
     * @param epoch grows with every launch of the slot: an instance that was given up can't come back and write
     */
    record Claim(String volumeId, long epoch) {}

    String of(Slot slot, @Nullable Claim claim) {
        var tree = YAML.createObjectNode();
        tree.put("name", slot.name());
        tree.put("deployment", blueprint.name());
        if (slot.role() == Role.WORKER) {
            worker(tree, slot.address(network), claim);
        } else {
            frontDoor(tree, slot);
        }
        return "# Written at the first boot from the blueprint.\n" + YAML.writeValueAsString(tree);
    }

    private static void worker(ObjectNode tree, String host, @Nullable Claim claim) {
        at(tree.putObject("http"), host, NetworkPlan.WORKER_PORT);
        tls(tree.putObject("tls"));
        at(tree.putObject("admin"), host, NetworkPlan.WORKER_ADMIN_PORT);
        tree.put("data", "__ROOT__/var/lib/seawall/data");
        if (claim != null) {
            var volume = tree.putObject("volume").put("id", claim.volumeId());
            volume.putObject("fence").put("owner", "__INSTANCE__").put("epoch", claim.epoch());
        }
    }

    private void frontDoor(ObjectNode tree, Slot slot) {
        String host = slot.address(network);
        at(tree.putObject("http"), host, blueprint.frontDoors().httpPort());
        at(tree.putObject("admin"), host, NetworkPlan.FRONT_DOOR_ADMIN_PORT);
        var workers = tree.putArray("workers");
        for (int j = 1; j <= blueprint.workers().count(); j++) {
            var worker = workers.addObject().put("name", "worker-" + j);
            at(worker, network.address(Role.WORKER, j), NetworkPlan.WORKER_PORT);
        }
        tls(tree.putObject("workerTls"));
        var routes = tree.putArray("routes");
        blueprint
                .routes()
                .forEach(route -> routes.addObject().put("match", route.match()).put("owner", route.owner()));
        tree.putObject("limits").put("bodyBytes", blueprint.limits().bodyBytes().toString());
        tree.putObject("knobs").put("directory", "__ROOT__/var/log/seawall/knobs");
        tree.put("accessLog", "__ROOT__/var/log/seawall/" + slot.name() + ".access.log");
    }

    private static void at(ObjectNode node, String host, int port) {
        node.put("host", host).put("port", port);
    }

    /** Relative to the configuration's directory. */
    private static void tls(ObjectNode node) {
        node.put("authority", "tls/ca.pem").put("certificate", "tls/cert.pem").put("privateKey", "tls/key.pem");
    }
}
