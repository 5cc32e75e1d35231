package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.BenchmarkException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the benchmark of overloads is asked for. Filled in by picocli, then left alone. */
final class OverloadOptions {
    @Option(names = "--peers", paramLabel = "A,B", split = ",",
            description = "${COMPLETION-CANDIDATES} (all).")
    List<Contender> contenders = List.of(Contender.values());

    @Option(names = "--scenarios", paramLabel = "A,B", split = ",",
            description = "${COMPLETION-CANDIDATES} (all).")
    List<Scenario> scenarios = List.of(Scenario.values());

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "8",
            description = "Of one phase of a scenario (${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "20",
            description = "Seconds before each scenario, for every peer (${DEFAULT-VALUE}).")
    int warmUpSeconds;

    @Option(names = "--places", paramLabel = "N", defaultValue = "8",
            description = "Requests that a worker serves at once (${DEFAULT-VALUE}).")
    int places;

    @Option(names = "--service", paramLabel = "MS", defaultValue = "20",
            description = "Milliseconds that each takes on average (${DEFAULT-VALUE}).")
    int serviceMillis;

    @Option(names = "--json", paramLabel = "FILE",
            description = "What was found, and all as series of 200 ms, goes there.")
    @Nullable Path json;

    @Option(names = "--plots", paramLabel = "DIR",
            description = "The curves go there, as overload-*.svg.")
    @Nullable Path plots;

    @Option(names = "--help", usageHelp = true,
            description = "This text.")
    boolean help;

    /** @throws BenchmarkException naming the option, the rule and the value */
    void check() throws BenchmarkException {
        atLeast("--seconds", seconds, 5);
        atLeast("--warm-up", warmUpSeconds, 1);
        atLeast("--places", places, 1);
        atLeast("--service", serviceMillis, 1);
    }

    private static void atLeast(String option, int value, int least) throws BenchmarkException {
        if (value < least) {
            throw new BenchmarkException(option + " must be at least " + least + ", not " + value);
        }
    }

    OriginProcess.Worker worker() {
        return new OriginProcess.Worker(places, serviceMillis * 1000);
    }
}
