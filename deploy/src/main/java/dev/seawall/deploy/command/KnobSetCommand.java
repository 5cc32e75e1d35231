package dev.seawall.deploy.command;

import dev.seawall.deploy.knobs.KnobAnswer;
import dev.seawall.deploy.knobs.KnobClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code seawall knob set}: switches something off or throttles it, at every front door. */
@Command(
        name = "set",
        description = "Set a knob at every front door, for a while; 2 when one did not take it, 1 when none answered.")
final class KnobSetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Parameters(index = "0", paramLabel = "KNOB", description = "Such as guard; ./seawall knob list shows all.")
    private String knob = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "on, off or a number, as the knob has it.")
    private String value = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept in the audit.")
    private String reason = "";

    @Option(names = "--owner", paramLabel = "NAME", description = "Who. Default: ${DEFAULT-VALUE}")
    private String owner = System.getProperty("user.name", "");

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long, 168h at most, such as 30m. Default: ${DEFAULT-VALUE}")
    private String expiresIn = "1h";

    @Option(names = "--json", description = "What each front door answered, as JSON.")
    private boolean json;

    KnobSetCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        var round = KnobRound.ask(
                deployment, frontDoors -> KnobClient.set(frontDoors, knob, value, owner, reason, expiresIn));
        if (json) {
            terminal.out().println(round.json());
        } else {
            round.answers().stream().filter(KnobAnswer::isDone).forEach(this::print);
        }
        terminal.out().flush();
        round.tellFailures(terminal, "set " + knob + " at");
        return round.exitCode();
    }

    private void print(KnobAnswer answer) {
        JsonNode body = answer.body();
        if (body != null) {
            terminal.out()
                    .println(answer.at().frontDoor() + ": " + body.path("name").asString("") + " is "
                            + body.path("value").asString("") + " instead of "
                            + body.path("normal").asString("") + " until "
                            + body.path("set").path("until").asString(""));
            if (body.has("remark")) {
                terminal.out()
                        .println(terminal.red("!") + " " + body.path("remark").asString(""));
            }
        }
    }
}
