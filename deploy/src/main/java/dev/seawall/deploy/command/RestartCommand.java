package dev.seawall.deploy.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code seawall restart}: one component, in order, with the settings it has. */
@Command(name = "restart", description = "Stop one component in order, start it again, and wait until it is ready.")
public final class RestartCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Parameters(index = "0", paramLabel = "COMPONENT", description = "Such as worker-2 or front-door-1.")
    private String component = "";

    public RestartCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        deployment.open().restart(new ProgressLines(terminal)).run(component);
        return ExitCode.OK;
    }
}
