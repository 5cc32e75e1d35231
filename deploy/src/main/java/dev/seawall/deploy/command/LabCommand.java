package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.lab.host.Isolation;
import dev.seawall.deploy.lab.host.LabDaemon;
import dev.seawall.deploy.lab.host.LabDoctor;
import dev.seawall.deploy.lab.host.LabFailure;
import dev.seawall.deploy.lab.host.LabNodes;
import dev.seawall.deploy.lab.host.NodeProgram;
import dev.seawall.deploy.lab.process.LabMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code seawall lab}: the small EC2 on this computer, which {@code --on lab} starts when it is needed. */
@Command(
        name = "lab",
        description = "The small EC2 on this computer that --on lab uses: start, status, stop, exec, doctor.",
        synopsisSubcommandLabel = "COMMAND")
public final class LabCommand {
    private final Terminal terminal;
    private final Path workingDirectory;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The blueprint beside which the lab is. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("seawall.yaml");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli answers it itself
    private boolean help;

    private LabCommand(Terminal terminal, Path workingDirectory) {
        this.terminal = terminal;
        this.workingDirectory = workingDirectory;
    }

    /** The command and those below it. */
    public static CommandLine tree(Terminal terminal, Path workingDirectory) {
        return new CommandLine(new LabCommand(terminal, workingDirectory));
    }

    private LabDaemon lab() {
        return LabDaemon.beside(workingDirectory.resolve(file));
    }

    private Blueprint blueprint() throws BlueprintException {
        return Blueprint.load(workingDirectory.resolve(file));
    }

    private int tell(String sentence, int code) {
        var out = code == ExitCode.OK ? terminal.out() : terminal.err();
        out.println(code == ExitCode.OK ? sentence : terminal.red("seawall:") + " " + sentence);
        out.flush();
        return code;
    }

    @Command(name = "start", description = "Start it, unless it runs; machines of an earlier one are found again.")
    int start(
            @Option(
                            names = "--isolation",
                            paramLabel = "HOW",
                            defaultValue = "auto",
                            description = "What machines are: ${COMPLETION-CANDIDATES}. auto: namespaces where this"
                                    + " computer allows them. A lab keeps what it has begun with. Default: auto")
                    Isolation.Wish isolation)
            throws BlueprintException, LabFailure, InterruptedException {
        var running = lab().ensure(blueprint().region(), isolation);
        return tell(described(running), ExitCode.OK);
    }

    private static String described(LabDaemon.Running running) {
        return "the lab listens at " + running.endpoint() + " (pid " + running.pid() + "), plays " + running.region()
                + ", has machines in " + running.network() + "; "
                + running.isolation().sentence();
    }

    @Command(name = "status", description = "Say whether it runs, and with which machines; 2 when it doesn't.")
    int status() throws LabFailure {
        var running = lab().find();
        var machines = lab().machines();
        terminal.out()
                .println(
                        running.map(LabCommand::described).orElse("the lab in " + lab().directory() + " does not run"));
        for (LabMachine machine : machines) {
            terminal.out()
                    .println("  " + machine.instanceId() + "  " + machine.name() + " at " + machine.privateIp() + ": "
                            + machine.state() + ", " + machine.processes() + " processes, "
                            + String.join(" ", machine.disks()) + ", console " + machine.console());
        }
        terminal.out().flush();
        return running.isPresent() ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
    }

    @Command(name = "stop", description = "End it; refused while there are machines, unless they are to end, too.")
    int stop(@Option(names = "--terminate", description = "Terminate all machines first. Volumes stay.") boolean ending)
            throws BlueprintException, LabFailure, InterruptedException {
        List<LabMachine> machines = lab().machines();
        if (!machines.isEmpty() && !ending) {
            return tell(
                    "the lab was not stopped: it has " + machines.size() + " machines ("
                            + String.join(
                                    ", ",
                                    machines.stream()
                                            .map(LabMachine::instanceId)
                                            .toList())
                            + "); ./seawall down --on lab takes a deployment down, --terminate ends them all",
                    ExitCode.FAILED);
        }
        if (!machines.isEmpty()) {
            lab().terminateAll(lab().find()
                    .map(LabDaemon.Running::region)
                    .orElse(blueprint().region()));
        }
        boolean ran = lab().stop();
        return tell(
                (ran ? "the lab has ended" : "the lab was not running")
                        + (machines.isEmpty() ? "" : ", and its " + machines.size() + " machines before it"),
                ExitCode.OK);
    }

    @Command(
            name = "exec",
            description =
                    "Run a command where a machine of the lab is in its network, or in the lab's Internet; its exit"
                            + " code is this command's.")
    int exec(
            @Parameters(index = "0", paramLabel = "NODE", description = "An instance's id, a slot's name, or internet.")
                    String node,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "After --.")
                    List<String> command)
            throws LabFailure, IOException, InterruptedException {
        return NodeProgram.run(new LabNodes(lab()).prefix(node), command);
    }

    @Command(name = "doctor", description = "Say what this computer lacks to be a lab, and what to do about it.")
    int doctor() throws BlueprintException, InterruptedException {
        var frontDoors = blueprint().frontDoors();
        var findings = LabDoctor.examine(List.of(frontDoors.httpPort(), frontDoors.httpsPort()));
        for (var finding : findings) {
            terminal.out().println((finding.good() ? "ok      " : terminal.red("missing ")) + finding.observed());
            if (!finding.good()) {
                terminal.out().println("        " + finding.remedy());
            }
        }
        terminal.out().flush();
        return findings.stream().allMatch(LabDoctor.Finding::good) ? ExitCode.OK : ExitCode.NOT_AS_WANTED;
    }
}
