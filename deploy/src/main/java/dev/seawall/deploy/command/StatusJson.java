package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.local.LocalTarget;
import dev.seawall.deploy.local.Survey.Seen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code status --json}: everything that was seen; fields without a value are left out. Stateless. */
final class StatusJson {
    private static final JsonMapper JSON = new JsonMapper();

    private StatusJson() {}

    static String of(LocalTarget target, List<Seen> all) {
        var root = JSON.createObjectNode();
        root.put("deployment", target.blueprint().name());
        root.put("on", "local");
        root.put("at", Instant.now().toString());
        root.put("asWanted", all.stream().allMatch(Seen::asWanted));
        root.put("state", target.state().root().toString());
        var components = root.putArray("components");
        all.forEach(seen -> component(components.addObject(), seen));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void component(ObjectNode node, Seen seen) {
        var component = seen.component();
        node.put("component", component.name());
        node.put("state", seen.state());
        node.put("asWanted", seen.asWanted());
        node.put("http", AddressPlan.HOST + ":" + component.http());
        component.https().ifPresent(port -> node.put("https", AddressPlan.HOST + ":" + port));
        node.put("admin", AddressPlan.HOST + ":" + component.admin());
        number(node, "pid", seen.pid());
        number(node, "uptimeSeconds", seen.uptimeSeconds());
        if (seen.version() != null) {
            node.put("version", seen.version());
        }
        number(node, "objects", seen.objects());
        number(node, "objectBytes", seen.objectBytes());
        number(node, "diskBytes", seen.diskBytes());
        var observations = node.putArray("observations");
        seen.observations().forEach(observations::add);
        var remarks = node.putArray("remarks");
        seen.remarks().forEach(remarks::add);
    }

    private static void number(ObjectNode node, String field, @Nullable Long value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
