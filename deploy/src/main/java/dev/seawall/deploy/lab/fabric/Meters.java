package dev.seawall.deploy.lab.fabric;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an instance's interface at both its ends: ip(8) knows the bytes, tc(8) the drops. Thread-safe. */
record Meters(Shell shell) {
    private static final JsonMapper JSON = new JsonMapper();

    Counters of(Node node) throws FabricException, InterruptedException {
        String device = Wiring.device(node);
        return new Counters(
                bytes(Fabric.ROUTER, device),
                drops(Fabric.ROUTER, device),
                bytes(node.name(), "eth0"),
                drops(node.name(), "eth0"));
    }

    /** That went out at this end. */
    private long bytes(String namespace, String device) throws FabricException, InterruptedException {
        return parse(shell.ask("ip", "-n", namespace, "-s", "-j", "link", "show", "dev", device))
                .path(0)
                .path("stats64")
                .path("tx")
                .path("bytes")
                .asLong();
    }

    /** At the root: it counts what the queue in it has dropped, too. */
    private long drops(String namespace, String device) throws FabricException, InterruptedException {
        for (JsonNode discipline :
                parse(shell.ask("tc", "-n", namespace, "-s", "-j", "qdisc", "show", "dev", device))) {
            if (discipline.path("root").asBoolean(false)) {
                return discipline.path("drops").asLong();
            }
        }
        return 0;
    }

    private static JsonNode parse(String text) throws FabricException {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new FabricException("not JSON: " + text, e);
        }
    }
}
