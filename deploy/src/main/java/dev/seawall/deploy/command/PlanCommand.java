package dev.seawall.deploy.command;

import dev.seawall.deploy.plan.PlanText;
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
            if (json) {
                terminal.out()
                        .println(PlanJson.of(
                                cloud.target().deployment(), deployment.place().name(), plan));
            } else {
                PlanText.lines(cloud.target().title(), plan).forEach(terminal.out()::println);
            }
            terminal.out().flush();
            return plan.isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
        }
    }
}
