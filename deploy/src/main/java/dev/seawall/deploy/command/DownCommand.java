package dev.seawall.deploy.command;

import dev.seawall.deploy.local.LocalTarget;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seawall down}: stops everything in order. Data stays, unless its deletion is asked for by name. */
@Command(name = "down", description = "Stop everything in order: front doors first. Data is kept.")
public final class DownCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeploymentOptions deployment;

    @Option(
            names = "--delete-data",
            description = "Delete what the workers stored, too; asks for the deployment's name to be typed.")
    private boolean deleteData;

    @Option(
            names = "--delete-volumes",
            description = "In EC2: delete the data volumes, too; asks for the deployment's name to be typed.")
    private boolean deleteVolumes;

    @Option(names = "--yes", description = "In EC2: take it down without asking. Not enough to delete data.")
    private boolean yes;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "With --delete-data or --delete-volumes: the name, instead of asking.")
    private @Nullable String confirmed;

    public DownCommand(Terminal terminal, DeploymentOptions deployment) {
        this.terminal = terminal;
        this.deployment = deployment;
    }

    @Override
    public Integer call() throws Exception {
        if (deployment.inCloud()) {
            deployment.refuse(deleteData, "--delete-data", "--on local");
            return new CloudDown(terminal, deployment).run(yes, deleteVolumes, confirmed);
        }
        deployment.refuse(deleteVolumes, "--delete-volumes", "--on ec2");
        var target = deployment.open();
        var out = terminal.out();
        String name = target.blueprint().name();
        if (confirmed != null && !deleteData) {
            terminal.err().println("seawall: nothing was stopped or deleted: --confirm goes with --delete-data");
            terminal.err().flush();
            return CommandLine.ExitCode.USAGE;
        }
        if (deleteData && !confirm(target)) {
            terminal.err()
                    .println("seawall: nothing was stopped or deleted: the name of this deployment is " + name
                            + "; type it, or give it with --confirm");
            terminal.err().flush();
            return ExitCode.FAILED;
        }
        int stopped = target.shutdown(new ProgressLines(terminal)).run(deleteData);
        out.println(stopped == 0 ? name + " was not running" : name + " is stopped: " + stopped + " processes");
        if (deleteData) {
            out.println(
                    "What its workers had stored is deleted: " + target.state().data());
        } else if (target.hasData()) {
            out.println("Its data is kept in " + target.state().data());
        }
        out.flush();
        return ExitCode.OK;
    }

    private boolean confirm(LocalTarget target) throws IOException {
        String name = target.blueprint().name();
        if (confirmed == null) {
            terminal.out()
                    .println("This deletes everything that the workers of " + name + " stored, in "
                            + target.state().data() + ".");
            terminal.out().print("Type the deployment's name to go on: ");
            terminal.out().flush();
            confirmed = terminal.in().readLine();
        }
        return name.equals(confirmed);
    }
}
