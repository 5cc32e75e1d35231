package dev.seawall.deploy.command;

import dev.seawall.deploy.local.Survey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seawall status}: what was observed of every component, by whom. */
@Command(name = "status", description = "Say what is observed of every component, and by whom; 2 when not as wanted.")
public final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Option(names = "--json", description = "Everything, as JSON.")
    private boolean json;

    public StatusCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        if (deployment.inCloud()) {
            return new CloudStatus(terminal, deployment).run(json);
        }
        var target = deployment.open();
        var seen = target.survey().run();
        if (json) {
            terminal.out().println(StatusJson.of(target, seen));
        } else {
            new StatusTable(terminal).print(target, seen);
        }
        terminal.out().flush();
        return seen.stream().allMatch(Survey.Seen::asWanted) ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
    }
}
