package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.BenchmarkException;
import dev.seawall.frontdoor.bench.Machine;
import dev.seawall.frontdoor.bench.Peer;
import dev.seawall.frontdoor.bench.Site;
import dev.seawall.frontdoor.bench.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The main program of the benchmark of overloads: docs/overload.md. */
@Command(
        name = "frontdoor/src/bench/run --overload",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Shows what Seawall and other proxies make of more requests than the worker behind them can bear: on this"
                    + " machine, at a known capacity that is far below the machine's. Needs Linux and two cores.",
            "The result goes to standard output as Markdown, progress to standard error. docs/overload.md says how it is"
                    + " measured.",
            ""
        },
        footer = {"", "Exit codes: 0 measured; 1 could not be; 2 wrong options; 130 interrupted."})
public final class OverloadBenchmark implements Callable<Integer> {
    private static final List<Tool> TOOLS = List.of(Tool.TASKSET, Tool.HAPROXY);
    private static final double CAPACITY_SECONDS = 8;

    @Mixin
    private OverloadOptions options = new OverloadOptions();

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new OverloadBenchmark())
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
        if (!Files.exists(Peer.jar())) {
            throw new BenchmarkException("found no front door at " + Peer.jar() + "; leave --no-build out");
        }
        Tool.require(TOOLS);
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
        Machine machine = Machine.observe(site.children(), TOOLS);
        double capacity = CapacityMeasurement.take(site, options.worker(), CAPACITY_SECONDS);
        System.err.printf("a worker serves %.0f requests a second%n", capacity);
        Map<Scenario, Map<Contender, Trace>> traces = new EnumMap<>(Scenario.class);
        for (Scenario scenario : options.scenarios) {
            traces.put(scenario, run(site, capacity, scenario));
        }
        Found found = Found.of(traces);
        System.out.print(new OverloadReport(opening(machine, capacity), found).text());
        if (options.plots != null) {
            new Plots(traces, found).write(options.plots);
        }
        if (options.json != null) {
            Map<Contender, String> settings = new EnumMap<>(Contender.class);
            options.contenders.forEach(contender -> settings.put(contender, contender.settings));
            List<String> commands = site.children().commands();
            new OverloadLog(machine, capacity, settings, commands, found, OverloadLog.series(traces))
                    .write(options.json);
        }
    }

    private Map<Contender, Trace> run(Site site, double capacity, Scenario scenario)
            throws IOException, InterruptedException, BenchmarkException {
        Map<Contender, Trace> traces = new EnumMap<>(Contender.class);
        Course course = scenario.course(options.seconds, options.warmUpSeconds);
        for (Contender contender : options.contenders) {
            System.err.printf("%s, %s: %.0f s%n", scenario, contender, course.seconds());
            traces.put(contender, new Trial(site, options.worker(), capacity).run(contender, course));
        }
        return traces;
    }

    private String opening(Machine machine, double capacity) {
        StringBuilder opening = new StringBuilder(machine.sentence());
        opening.append(String.format(
                Locale.ROOT,
                " A worker has %d places, takes %d ms on average and serves %.0f requests a second (measured).%n",
                options.places,
                options.serviceMillis,
                capacity));
        for (Contender contender : options.contenders) {
            opening.append("%n- %s: %s".formatted(contender.title, contender.settings));
        }
        return opening.toString();
    }
}
