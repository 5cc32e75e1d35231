package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.tls.LocalAuthority.Certificates;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The configuration of a rig's programs: docs/reference/frontdoor.yaml and backend.yaml; what isn't written here has
 * those files' defaults. Immutable.
 */
record ProgramSettings(Layout layout, Certificates certificates) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String DEPLOYMENT = "flood";

    String worker(Path data) {
        var tree = YAML.createObjectNode();
        tree.put("name", Layout.WORKER).put("deployment", DEPLOYMENT);
        at(tree.putObject("http"), layout.workerHost(), NetworkPlan.WORKER_PORT);
        at(tree.putObject("admin"), "127.0.0.1", NetworkPlan.WORKER_ADMIN_PORT);
        tree.put("data", data.toString());
        return YAML.writeValueAsString(tree);
    }

    /** A front door answers on every address of its instance: its public one is on the loopback there. */
    String frontDoor(Layout.Door door) {
        var tree = YAML.createObjectNode();
        tree.put("name", door.name()).put("deployment", DEPLOYMENT);
        at(tree.putObject("http"), "0.0.0.0", 80);
        at(tree.putObject("https"), "0.0.0.0", 443)
                .put("certificate", certificates.certificate().toString())
                .put("privateKey", certificates.privateKey().toString());
        at(tree.putObject("admin"), door.privateAddress(), NetworkPlan.FRONT_DOOR_ADMIN_PORT);
        at(
                tree.putArray("workers").addObject().put("name", Layout.WORKER),
                layout.workerHost(),
                NetworkPlan.WORKER_PORT);
        var routes = tree.putArray("routes");
        routes.addObject().put("match", "/v1/objects/").put("owner", "path");
        routes.addObject().put("match", "/").put("owner", "any");
        return YAML.writeValueAsString(tree);
    }

    private static ObjectNode at(ObjectNode node, String host, int port) {
        return node.put("host", host).put("port", port);
    }
}
