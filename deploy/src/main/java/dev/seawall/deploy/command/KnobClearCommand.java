package dev.seawall.deploy.command;

import dev.seawall.deploy.knobs.KnobAnswer;
import dev.seawall.deploy.knobs.KnobClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall knob clear}: puts a knob back to its default, at every front door. */
@Command(
        name = "clear",
        description = "Put a knob back to its default at every front door; 2 when one did not, 1 when none answered.")
final class KnobClearCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Parameters(index = "0", paramLabel = "KNOB", description = "Such as guard.")
    private String knob = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why. Default: ${DEFAULT-VALUE}")
    private String reason = "no longer needed";

    @Option(names = "--owner", paramLabel = "NAME", description = "Who. Default: ${DEFAULT-VALUE}")
    private String owner = System.getProperty("user.name", "");

    @Option(names = "--json", description = "What each front door answered, as JSON.")
    private boolean json;

    KnobClearCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        var round = KnobRound.ask(deployment, frontDoors -> KnobClient.clear(frontDoors, knob, owner, reason));
        if (json) {
            terminal.out().println(round.json());
        } else {
            round.answers().stream().filter(KnobAnswer::isDone).forEach(each -> terminal.out()
                    .println(each.at().frontDoor() + ": " + knob + " is at its default"));
        }
        terminal.out().flush();
        round.tellFailures(terminal, "clear " + knob + " at");
        return round.exitCode();
    }
}
