package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.ec2.CloudFailure;
import dev.seawall.deploy.ec2.UnknownSlot;
import dev.seawall.deploy.flood.polite.LoadFailure;
import dev.seawall.deploy.flood.rig.FloodFailure;
import dev.seawall.deploy.lab.host.LabFailure;
import dev.seawall.deploy.local.LocalFailure;
import dev.seawall.deploy.local.UnknownComponent;
import dev.seawall.deploy.verify.packets.ProbeException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The edge at which an exception becomes sentences and an exit code. Stateless but for the terminal. */
public final class Failures implements IExecutionExceptionHandler {
    private final Terminal terminal;

    public Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        int code =
                switch (failure) {
                    case BlueprintException blueprint -> {
                        blueprint.problems().forEach(this::tell);
                        yield ExitCode.NOT_AS_WANTED;
                    }
                    case UnknownComponent unknown -> {
                        tell(unknown);
                        yield ExitCode.NOT_AS_WANTED;
                    }
                    case UnknownSlot unknown -> {
                        tell(unknown);
                        yield ExitCode.NOT_AS_WANTED;
                    }
                    case ParameterException mistake -> {
                        tell(mistake);
                        yield ExitCode.NOT_AS_WANTED;
                    }
                    case InterruptedException interrupted -> ExitCode.INTERRUPTED;
                    default -> {
                        tell(
                                isExplained(failure)
                                        ? String.valueOf(failure.getMessage())
                                        : "failed unexpectedly: " + failure
                                                + "\nThis is a defect of Seawall; --debug shows where it happened");
                        yield ExitCode.FAILED;
                    }
                };
        if (parsed.originalArgs().contains("--debug")) {
            failure.printStackTrace(terminal.err());
        }
        terminal.err().flush();
        return code;
    }

    /** Whether its message was written for who gave the command. */
    private static boolean isExplained(Exception failure) {
        return failure instanceof LocalFailure
                || failure instanceof CloudFailure
                || failure instanceof LabFailure
                || failure instanceof LoadFailure
                || failure instanceof ProbeException
                || failure instanceof FloodFailure;
    }

    private void tell(Exception failure) {
        tell(String.valueOf(failure.getMessage()));
    }

    private void tell(String sentence) {
        terminal.err().println(terminal.red("seawall:") + " " + sentence);
    }
}
