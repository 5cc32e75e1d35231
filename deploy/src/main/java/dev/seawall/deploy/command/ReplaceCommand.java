package dev.seawall.deploy.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall replace worker-2}: a new instance in the same slot, with its address and its data. */
@Command(
        name = "replace",
        description = "Put a new instance into a slot: same address, same volume or public address; a snapshot first.")
public final class ReplaceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Parameters(paramLabel = "SLOT", description = "worker-2, front-door-1, …")
    private String slot = "";

    @Option(names = "--no-snapshot", description = "Take no snapshot of the worker's volume first.")
    private boolean noSnapshot;

    @Option(names = "--no-wait", description = "Return when the instance runs, not when it serves.")
    private boolean noWait;

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    public ReplaceCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        String again = "./seawall replace " + slot + deployment.again();
        try (var cloud = deployment.openCloud();
                var watch = ResumableWork.during(terminal, again)) {
            cloud.requireSlot(slot);
            String question =
                    "Replace the instance of " + slot + " of " + cloud.target().title() + "?";
            if (!yes && !Asking.agrees(terminal, question)) {
                terminal.err().println("seawall: nothing was done; --yes replaces it without asking");
                terminal.err().flush();
                return ExitCode.FAILED;
            }
            var steps = new StepLines(terminal, System::nanoTime);
            cloud.slots().replace(slot, !noSnapshot, steps);
            if (!noWait) {
                cloud.awaitServing(cloud.seen(), steps);
            }
            watch.done();
            terminal.out().println(slot + " has a new instance" + (noWait ? "" : ", and requests are served"));
            terminal.out().flush();
            return ExitCode.OK;
        }
    }
}
