package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The benchmark's main program: docs/performance.md. */
@Command(
        name = "frontdoor/src/bench/run",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures on this machine what a request costs in Seawall and in other proxies. Needs Linux and two cores.",
            "The result goes to standard output as Markdown, progress to standard error. docs/performance.md says how it"
                    + " is measured. As first option, --no-build takes what is built already, and --overload shows another"
                    + " benchmark: what becomes of more requests than a worker can bear.",
            ""
        },
        footer = {"", "Exit codes: 0 measured; 1 could not be; 2 wrong options; 130 interrupted."})
public final class Benchmark implements Callable<Integer> {
    @Mixin
    private Options options = new Options();

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Benchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof BenchmarkException || failure instanceof IOException) {
                        System.err.println(failure.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, BenchmarkException {
        options.check();
        if (options.guard) {
            System.out.print(new GuardCost().measure());
            return CommandLine.ExitCode.OK;
        }
        if (Layout.cores() < 2) {
            throw new BenchmarkException("a proxy and its load need two cores at least; this machine has one");
        }
        if (!Files.exists(Peer.jar())) {
            throw new BenchmarkException("found no front door at " + Peer.jar() + "; leave --no-build out");
        }
        Tool.require(options.tools());
        Site site = Site.make();
        // Whichever way the program ends, by Ctrl-C too.
        Runtime.getRuntime().addShutdownHook(new Thread(site::close, "end"));
        try {
            measure(site);
        } catch (IOException | BenchmarkException e) {
            if (site.children().isClosed()) {
                // After Ctrl-C everything fails, which is no news: wait for the hook to clean up.
                Thread.currentThread().join();
            }
            throw e;
        }
        return CommandLine.ExitCode.OK;
    }

    private void measure(Site site) throws IOException, InterruptedException, BenchmarkException {
        Machine machine = Machine.observe(site.children(), options.tools());
        site.issueCertificate();
        Report report = new Report(options, machine);
        Progress progress = new Progress(System.err, options);
        List<Cell> cells = new ArrayList<>();
        for (Layout layout : options.rounds == 0 ? List.<Layout>of() : options.layouts()) {
            Comparison comparison = new Comparison(options, layout, site, progress);
            comparison.run();
            cells.addAll(comparison.cells());
            report.add(comparison);
        }
        IdleConnections.Result idle = null;
        if (options.idleConnections > 0) {
            progress.say("opening " + options.idleConnections + " connections");
            idle = new IdleConnections(site, options).run();
            report.add(idle);
        }
        if (options.json != null) {
            new RunLog(machine, options.javaOptions, site.children().commands(), cells, idle).write(options.json);
        }
        System.out.print(report.text());
    }
}
