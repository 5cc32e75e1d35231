package dev.seawall.deploy.command;

import dev.seawall.deploy.verify.Finding;
import dev.seawall.deploy.verify.Promises;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code seawall verify}: EC2's own description held against what the design promises. Changes nothing. */
@Command(
        name = "verify",
        description = "Check in EC2 what can reach what, encryption and metadata rules; 2 when a promise is not kept.")
public final class VerifyCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Option(names = "--json", description = "Everything, as JSON.")
    private boolean json;

    public VerifyCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        try (var cloud = deployment.openCloud()) {
            var target = cloud.target();
            List<Finding> findings = Promises.of(target.blueprint(), target.network(), target.operators())
                    .check(cloud.describe());
            if (json) {
                terminal.out().println(json(target.deployment(), findings));
            } else {
                print(target.title(), findings);
            }
            terminal.out().flush();
            return findings.isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        }
    }

    private void print(String title, List<Finding> findings) {
        var out = terminal.out();
        findings.forEach(finding -> out.println(terminal.red("!") + " " + finding.sentence()));
        out.println(
                findings.isEmpty()
                        ? terminal.green("✓") + " " + title
                                + ": by EC2's own description, only the front doors reach the"
                                + " workers, at one port; the private side has no public address and no route to the"
                                + " Internet; data is encrypted and stays when its instance goes"
                        : title + ": " + findings.size()
                                + (findings.size() == 1 ? " promise is not kept" : " findings: promises are not kept"));
    }

    private String json(String name, List<Finding> findings) {
        var root = JSON.createObjectNode();
        root.put("deployment", name);
        root.put("on", deployment.place().name());
        root.put("kept", findings.isEmpty());
        var array = root.putArray("findings");
        for (Finding finding : findings) {
            var node = array.addObject();
            node.put("promise", finding.promise());
            node.put("sentence", finding.sentence());
            var ids = node.putArray("ids");
            finding.ids().forEach(ids::add);
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
