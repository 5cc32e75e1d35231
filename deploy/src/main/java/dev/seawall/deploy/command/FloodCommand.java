package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.flood.analysis.Verdict;
import dev.seawall.deploy.flood.report.Reports;
import dev.seawall.deploy.flood.rig.FloodFailure;
import dev.seawall.deploy.flood.rig.FloodRun;
import dev.seawall.deploy.flood.scenario.AttackKind;
import dev.seawall.deploy.flood.scenario.Plan;
import dev.seawall.deploy.flood.scenario.Scenario;
import dev.seawall.deploy.flood.scenario.ScenarioFile;
import dev.seawall.deploy.flood.scenario.Topology;
import dev.seawall.deploy.lab.fabric.Toolbox;
import dev.seawall.deploy.local.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seawall flood}: shows the outage and the cure in namespaces of this computer, and leaves a report. */
@Command(
        name = "flood",
        description = "Flood small deployments in network namespaces of this computer (Linux), measure what is left of"
                + " storage and service, and write a report. Nothing leaves this computer.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it ran, and no claim was denied",
            "1:it could not run, or not to its end",
            "2:a claim was denied; or a mistake in the command or a scenario",
            "130:interrupted; what was measured until then is in the report"
        })
public final class FloodCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Programs programs;
    private final Path workingDirectory;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private FloodOptions options = new FloodOptions();

    @Option(names = "--list", description = "Show the scenarios, topologies and attacks there are.")
    private boolean list;

    @Option(
            names = "--compare",
            arity = "2",
            paramLabel = "REPORT",
            description = "Show what differs between two runs: each a report.json or its directory.")
    private List<Path> compared = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where log and report go. Default: .seawall/flood/<UTC time>")
    private @Nullable Path output;

    @Option(names = "--json", description = "At the end, the report's path and the verdicts as JSON; nothing else.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli answers it itself
    private boolean help;

    public FloodCommand(Terminal terminal, Programs programs, Path workingDirectory) {
        this.terminal = terminal;
        this.programs = programs;
        this.workingDirectory = workingDirectory;
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            return list();
        }
        if (!compared.isEmpty()) {
            return compare();
        }
        List<Scenario> scenarios;
        try {
            scenarios = options.scenarios(workingDirectory);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    Objects.requireNonNull(spec, "picocli sets it").commandLine(), String.valueOf(e.getMessage()), e);
        }
        requireTools();
        return run(scenarios);
    }

    private int list() throws BlueprintException {
        var out = terminal.out();
        out.println("Scenarios (a file with the same keys will do as well):");
        for (String name : ScenarioFile.BUILT_IN) {
            var scenario = ScenarioFile.builtIn(name);
            out.printf("  %-16s %s; %s%n", name, scenario.summary(), takes(List.of(scenario)));
        }
        out.println("Topologies:");
        for (var topology : Topology.values()) {
            out.printf("  %-16s %s%n", topology.label(), topology.description());
        }
        out.println("Attacks:");
        for (var kind : AttackKind.values()) {
            out.printf("  %-16s %s%n", kind.label(), kind.description());
        }
        out.flush();
        return ExitCode.OK;
    }

    private int compare() throws FloodFailure {
        try {
            terminal.out()
                    .print(Reports.compare(
                                    workingDirectory.resolve(compared.getFirst()),
                                    workingDirectory.resolve(compared.getLast()))
                            .table());
            terminal.out().flush();
            return ExitCode.OK;
        } catch (IOException e) {
            throw new FloodFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireTools() throws FloodFailure, InterruptedException {
        var missing = Toolbox.forNetwork().stream()
                .filter(finding -> !finding.good())
                .map(finding -> finding.observed() + ": " + finding.remedy())
                .toList();
        if (!missing.isEmpty()) {
            throw new FloodFailure("this computer can't be flooded:\n" + String.join("\n", missing));
        }
        var volumes =
                Toolbox.forVolumes().stream().filter(finding -> !finding.good()).toList();
        if (!volumes.isEmpty() && !json) {
            volumes.forEach(
                    finding -> terminal.out().println("left out: " + finding.observed() + "; " + finding.remedy()));
        }
    }

    private int run(List<Scenario> scenarios) throws FloodFailure, InterruptedException {
        Path home = workingDirectory.resolve(".seawall/flood").toAbsolutePath().normalize();
        Path directory = directory(home);
        var lines = new FloodLines(terminal, json);
        var run = new FloodRun(home, directory, programs, Path.of(System.getProperty("java.home")), typed(), lines);
        lines.says("Flooding: " + takes(scenarios) + "; log and report in " + directory);
        Thread flooding = Thread.currentThread();
        try (var interruption = RunInterruption.watch(() -> interrupt(flooding))) {
            boolean complete = true;
            try {
                run.run(scenarios);
            } catch (InterruptedException | FloodFailure e) {
                complete = false;
                if (run.counted() == 0 || (!interruption.happened() && e instanceof InterruptedException)) {
                    throw e;
                }
                if (e instanceof FloodFailure) {
                    lines.fails(e);
                }
            }
            lines.clear();
            int code = report(directory, complete);
            return interruption.happened() ? ExitCode.INTERRUPTED : code;
        }
    }

    private Path directory(Path home) throws FloodFailure {
        try {
            return RunDirectory.make(output, home, workingDirectory);
        } catch (IOException e) {
            throw new FloodFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private List<String> typed() {
        return Objects.requireNonNull(spec, "picocli sets it")
                .commandLine()
                .getParseResult()
                .originalArgs();
    }

    private int report(Path directory, boolean complete) throws FloodFailure {
        try {
            var findings = Reports.write(directory);
            var report = new FloodReport(terminal, directory);
            if (json) {
                report.printJson(findings, complete);
            } else {
                report.print(findings, complete);
            }
            boolean denied = findings.claims().stream().anyMatch(claim -> claim.verdict() == Verdict.DENIED);
            return complete ? denied ? ExitCode.NOT_AS_WANTED : ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw new FloodFailure("the run is over, but its report could not be written: " + e.getMessage(), e);
        }
    }

    private static String takes(List<Scenario> scenarios) {
        var all = scenarios.stream().map(Plan::of).map(Plan::estimate).reduce(Duration.ZERO, Duration::plus);
        return FloodLines.about(all);
    }

    private void interrupt(Thread flooding) {
        terminal.err().println("seawall: interrupted; ending everything that was started");
        terminal.err().flush();
        flooding.interrupt();
    }
}
