package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.verify.Described;
import dev.seawall.deploy.verify.Finding;
import dev.seawall.deploy.verify.Promises;
import dev.seawall.deploy.verify.packets.Layout;
import dev.seawall.deploy.verify.packets.PacketCheck;
import dev.seawall.deploy.verify.packets.PacketReport;
import dev.seawall.deploy.verify.packets.ProbeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code seawall verify}: EC2's own description held against what the design promises, and on the lab against what packets
 * do. Changes nothing.
 */
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

    @Option(
            names = "--packets",
            description = "With lab: also send real packets between all, and hold them against the rules.")
    private boolean packets;

    public VerifyCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        deployment.refuse(packets && deployment.place() != DeploymentOptions.Place.lab, "--packets", "--on lab");
        try (var cloud = deployment.openCloud()) {
            var target = cloud.target();
            var promises = Promises.of(target.blueprint(), target.network(), target.operators());
            var seen = cloud.describe();
            List<Finding> findings = new ArrayList<>(promises.check(seen));
            PacketReport report = packets ? sent(promises, target.network(), seen) : null;
            if (report != null) {
                findings.addAll(report.findings());
            }
            if (json) {
                terminal.out().println(json(target.deployment(), findings, report));
            } else {
                print(target.title(), findings, report);
            }
            terminal.out().flush();
            return findings.isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        }
    }

    private PacketReport sent(Promises promises, NetworkPlan network, Described seen)
            throws ProbeException, InterruptedException {
        try (var probes = deployment.probes()) {
            return PacketCheck.run(Layout.of(promises, network, seen, probes.surroundings()), probes);
        }
    }

    private void print(String title, List<Finding> findings, @Nullable PacketReport report) {
        var out = terminal.out();
        if (report != null) {
            new PacketMatrix(report).lines().forEach(out::println);
        }
        findings.forEach(finding -> out.println(terminal.red("!") + " " + finding.sentence()));
        out.println(
                findings.isEmpty()
                        ? terminal.green("✓") + " " + title
                                + ": by EC2's own description, only the front doors reach the"
                                + " workers, at one port; the private side has no public address and no route to the"
                                + " Internet; data is encrypted and stays when its instance goes"
                                + (report == null
                                        ? ""
                                        : "; packets do what the rules say in all "
                                                + report.crossings().size() + " flows that were tried")
                        : title + ": " + findings.size()
                                + (findings.size() == 1 ? " promise is not kept" : " findings: promises are not kept"));
    }

    private String json(String name, List<Finding> findings, @Nullable PacketReport report) {
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
        if (report != null) {
            PacketJson.write(report, root.putObject("packets"));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
