package dev.seawall.deploy.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall restore worker-2 --from snap-…}: the worker goes on with a snapshot's data, on a new volume. */
@Command(
        name = "restore",
        description = "Let a worker go on with a snapshot's data, on a new volume. The old volume is kept.")
public final class RestoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Parameters(paramLabel = "WORKER", description = "worker-2, …")
    private String worker = "";

    @Option(names = "--from", required = true, paramLabel = "SNAPSHOT", description = "snap-…, of the same worker.")
    private String snapshot = "";

    @Option(names = "--no-wait", description = "Return when the instance runs, not when it serves.")
    private boolean noWait;

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    public RestoreCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        String again = "./seawall restore " + worker + " --from " + snapshot + deployment.again();
        try (var cloud = deployment.openCloud();
                var watch = ResumableWork.during(terminal, again)) {
            cloud.requireSlot(worker);
            String question = "Put " + worker + " of " + cloud.target().title() + " back to what it held in " + snapshot
                    + "? What it stored since stays on the old volume only.";
            if (!yes && !Asking.agrees(terminal, question)) {
                terminal.err().println("seawall: nothing was done; --yes restores it without asking");
                terminal.err().flush();
                return ExitCode.FAILED;
            }
            var steps = new StepLines(terminal, System::nanoTime);
            cloud.slots().restore(worker, snapshot, steps);
            if (!noWait) {
                cloud.awaitServing(cloud.seen(), steps);
            }
            watch.done();
            terminal.out().println(worker + " goes on with the data of " + snapshot + "; its old volume is kept");
            terminal.out().flush();
            return ExitCode.OK;
        }
    }
}
