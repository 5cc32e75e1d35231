package dev.seawall.deploy.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seawall logs}: the end of one log or of all, and what comes. */
@Command(name = "logs", description = "Show the logs of all components, or of one.")
public final class LogsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMPONENT", description = "Such as worker-2. Default: all")
    private @Nullable String component;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(names = "-n", paramLabel = "LINES", description = "How many lines of each. Default: ${DEFAULT-VALUE}")
    private int lines = 20;

    public LogsCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        if (lines < 0 && spec != null) {
            throw new ParameterException(spec.commandLine(), "-n must be 0 or more, not " + lines);
        }
        var target = deployment.open();
        if (component != null) {
            target.requireKnown(component);
        }
        var logs = target.logs(component == null ? target.components() : List.of(component));
        logs.last(lines, this::print);
        terminal.out().flush();
        if (follow) {
            // A reader that went away, such as head, ends it.
            logs.follow(() -> !terminal.out().checkError());
        }
        return ExitCode.OK;
    }

    private void print(String from, String line) {
        terminal.out().println(component == null ? String.format("%-14s| %s", from, line) : line);
        terminal.out().flush();
    }
}
