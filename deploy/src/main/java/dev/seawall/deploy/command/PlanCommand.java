package dev.seawall.deploy.command;

import dev.seawall.deploy.cost.Bill;
import dev.seawall.deploy.cost.Estimate;
import dev.seawall.deploy.plan.PlanText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seawall plan}: what {@code up} would do in EC2, and what isn't as it was left. Changes nothing. */
@Command(
        name = "plan",
        description = "Say what up would create, change, replace and delete; 0 when nothing, 2 when something.")
public final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Mixin
    private CloudWishes wishes;

    @Option(
            names = "--check-permissions",
            description = "Ask EC2 by dry runs whether these credentials may do all that the commands do.")
    private boolean checkPermissions;

    @Option(names = "--json", description = "Everything, as JSON.")
    private boolean json;

    public PlanCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
        this.wishes = new CloudWishes();
    }

    @Override
    public Integer call() throws Exception {
        try (var cloud = deployment.openCloud()) {
            var plan = cloud.plan(wishes.wishes()).plan();
            var bill = Bill.of(
                    cloud.target().connection().region(),
                    Estimate.of(cloud.target().blueprint()));
            List<String> obstacles = new ArrayList<>(cloud.quotas(plan));
            if (checkPermissions) {
                obstacles.addAll(cloud.missingPermissions());
            }
            if (json) {
                terminal.out()
                        .println(PlanJson.of(
                                cloud.target().deployment(), deployment.place().name(), plan, bill, obstacles));
            } else {
                PlanText.lines(cloud.target().title(), plan).forEach(terminal.out()::println);
                print(bill, obstacles);
            }
            terminal.out().flush();
            return plan.isEmpty() && obstacles.isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        }
    }

    private void print(Bill bill, List<String> obstacles) {
        var out = terminal.out();
        out.println();
        out.println("What it costs a month:");
        bill.text().forEach(line -> out.println("  " + line));
        obstacles.forEach(sentence -> out.println(terminal.red("!") + " " + sentence));
        if (checkPermissions && obstacles.isEmpty()) {
            out.println("EC2 would let these credentials do all that is needed; S3 and STS know no dry run");
        }
    }
}
