package dev.seawall.deploy.command;

import dev.seawall.deploy.ec2.CloudSurvey;
import dev.seawall.deploy.ec2.CloudTarget;
import dev.seawall.deploy.local.Elapsed;
import dev.seawall.deploy.plan.SeenResource;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code status} in EC2: a table of instances, what front doors observe, what isn't as wanted. Used by one thread. */
final class CloudStatus {
    private static final List<String> HEADINGS =
            List.of("SLOT", "STATE", "INSTANCE", "TYPE", "ADDRESS", "PUBLIC", "UP");

    private final Terminal terminal;
    private final DeploymentOptions options;

    CloudStatus(Terminal terminal, DeploymentOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    int run(boolean json) throws Exception {
        try (var cloud = options.openCloud()) {
            var survey = cloud.survey();
            var out = terminal.out();
            if (json) {
                out.println(json(cloud.target(), survey));
            } else {
                print(cloud.target(), survey);
            }
            out.flush();
            return survey.asWanted() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        }
    }

    private void print(CloudTarget target, CloudSurvey survey) {
        var out = terminal.out();
        out.println(terminal.bold(target.deployment())
                + target.title().substring(target.deployment().length()));
        out.println();
        if (survey.exists()) {
            List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
            survey.slots().stream().map(CloudStatus::row).forEach(rows::add);
            int[] widths = IntStream.range(0, HEADINGS.size())
                    .map(column -> rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0))
                    .toArray();
            rows.forEach(row -> out.println(IntStream.range(0, widths.length)
                    .mapToObj(column -> String.format("%-" + widths[column] + "s", row.get(column)))
                    .collect(Collectors.joining("  "))
                    .stripTrailing()));
            out.println();
        }
        survey.remarks().forEach(remark -> out.println(terminal.red("!") + " " + remark));
        survey.sentences().stream()
                .filter(sentence -> !survey.remarks().contains(sentence))
                .forEach(sentence -> out.println("  " + sentence));
    }

    private static List<String> row(SeenResource slot) {
        String address = slot.fact("public address");
        return List.of(
                slot.name(),
                slot.state(),
                slot.id(),
                slot.attribute("type"),
                slot.attribute("address"),
                address.equals("null") ? "-" : address,
                up(slot.fact("launched")));
    }

    private static String up(String launched) {
        try {
            return Elapsed.of(Duration.between(Instant.parse(launched), Instant.now()));
        } catch (DateTimeException e) {
            return "-";
        }
    }

    private String json(CloudTarget target, CloudSurvey survey) {
        var mapper = new JsonMapper();
        var root = mapper.createObjectNode();
        root.put("deployment", target.deployment());
        root.put("on", target.place());
        root.put("region", target.connection().region());
        root.put("at", Instant.now().toString());
        root.put("asWanted", survey.asWanted());
        var slots = root.putArray("slots");
        survey.slots().forEach(one -> resource(slots.addObject(), one));
        var resources = root.putArray("resources");
        survey.others().forEach(one -> resource(resources.addObject(), one));
        var observations = root.putArray("observations");
        survey.sentences().forEach(observations::add);
        var remarks = root.putArray("remarks");
        survey.remarks().forEach(remarks::add);
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void resource(ObjectNode node, SeenResource seen) {
        node.put("name", seen.name());
        node.put("kind", seen.kind().word());
        node.put("id", seen.id());
        if (!seen.state().isEmpty()) {
            node.put("state", seen.state());
        }
        var attributes = node.putObject("attributes");
        seen.attributes().forEach(attributes::put);
        var facts = node.putObject("facts");
        seen.facts().forEach(facts::put);
    }
}
