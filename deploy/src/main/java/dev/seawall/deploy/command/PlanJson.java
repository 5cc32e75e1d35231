package dev.seawall.deploy.command;

import dev.seawall.deploy.cost.Bill;
import dev.seawall.deploy.plan.Change;
import dev.seawall.deploy.plan.CloudPlan;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code plan --json}: every resource and what is to be done with it. Stateless. */
final class PlanJson {
    private static final JsonMapper JSON = new JsonMapper();

    private PlanJson() {}

    static String of(String deployment, String place, CloudPlan plan, Bill bill, List<String> obstacles) {
        var root = JSON.createObjectNode();
        root.put("deployment", deployment);
        root.put("on", place);
        root.put("nothingToDo", plan.isEmpty());
        var changes = root.putArray("changes");
        plan.changes().forEach(change -> change(changes.addObject(), change));
        var drift = root.putArray("observed");
        plan.drift().forEach(drift::add);
        var told = root.putArray("obstacles");
        obstacles.forEach(told::add);
        var cost = root.putObject("monthlyCost");
        cost.put("usd", bill.total());
        cost.put("source", bill.source());
        var unpriced = cost.putArray("unpriced");
        bill.unpriced().forEach(unpriced::add);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void change(ObjectNode node, Change change) {
        node.put("action", change.action().name().toLowerCase(Locale.ROOT));
        node.put("kind", change.kind().word());
        node.put("name", change.name());
        if (change.seen() != null) {
            node.put("id", change.seen().id());
        }
        if (!change.because().isEmpty()) {
            node.put("because", change.because());
        }
        if (change.wanted() != null) {
            var wanted = node.putObject("wanted");
            change.wanted().attributes().forEach(wanted::put);
        }
        var differences = node.putArray("differences");
        change.differences().forEach(one -> {
            var difference = differences.addObject().put("attribute", one.key());
            if (one.seen() != null) {
                difference.put("seen", one.seen());
            }
            if (one.wanted() != null) {
                difference.put("wanted", one.wanted());
            }
        });
    }
}
