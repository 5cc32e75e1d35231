package dev.seawall.deploy.command;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code seawall knob}: what is switched off or throttled at the front doors, for a while. Holds its branches. */
@Command(
        name = "knob",
        description = "What is switched off or throttled at the front doors for a while: list, set, clear.",
        synopsisSubcommandLabel = "COMMAND")
public final class KnobCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli answers it itself
    private boolean help;

    private KnobCommand() {}

    /** The command and those below it. */
    public static CommandLine tree(Terminal terminal, Supplier<DeploymentOptions> options) {
        return new CommandLine(new KnobCommand())
                .addSubcommand(new KnobListCommand(terminal, options.get()))
                .addSubcommand(new KnobSetCommand(terminal, options.get()))
                .addSubcommand(new KnobClearCommand(terminal, options.get()));
    }
}
