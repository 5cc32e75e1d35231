package dev.seawall.deploy.command;

import dev.seawall.deploy.knobs.KnobAnswer;
import dev.seawall.deploy.knobs.KnobClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code seawall knob list}: every knob of every front door, and who set what until when. */
@Command(name = "list", description = "Show every knob, its value, and who set it, why and until when.")
final class KnobListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Option(names = "--json", description = "Everything, as JSON.")
    private boolean json;

    KnobListCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        var round = KnobRound.ask(deployment, KnobClient::list);
        if (json) {
            terminal.out().println(round.json());
        } else {
            round.answers().forEach(this::print);
        }
        terminal.out().flush();
        round.tellFailures(terminal, "read the knobs of");
        return round.exitCode();
    }

    private void print(KnobAnswer answer) {
        JsonNode body = answer.body();
        if (!answer.isDone() || body == null) {
            return;
        }
        var out = terminal.out();
        out.println(terminal.bold(answer.at().frontDoor()) + ": settings are kept "
                + body.path("kept").asString(""));
        int widest = body.path("knobs")
                .valueStream()
                .mapToInt(each -> each.path("name").asString("").length())
                .max()
                .orElse(1);
        body.path("knobs").forEach(each -> out.println(line(each, widest)));
    }

    private String line(JsonNode knob, int widest) {
        String name = String.format("%-" + widest + "s", knob.path("name").asString(""));
        String value = String.format("%-8s", knob.path("value").asString(""));
        JsonNode set = knob.path("set");
        return set.isObject()
                ? terminal.red("!") + " " + name + "  " + value + " instead of "
                        + knob.path("normal").asString("") + " until "
                        + set.path("until").asString("") + ": "
                        + set.path("owner").asString("") + " set it, for \""
                        + set.path("reason").asString("") + '"'
                : "  " + name + "  " + value + " " + knob.path("values").asString("");
    }
}
