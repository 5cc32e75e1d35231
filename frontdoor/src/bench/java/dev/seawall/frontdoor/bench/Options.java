package dev.seawall.frontdoor.bench;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the benchmark is asked for. Filled in by picocli, then left alone. */
final class Options {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5",
            description = "Of every workload and peer (${DEFAULT-VALUE}). 0: none, for --idle alone.")
    int rounds;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "6",
            description = "Of one load (${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "25",
            description = "Seconds for each program on Java before each workload (${DEFAULT-VALUE}); less reads too high.")
    int warmUpSeconds;

    @Option(names = "--peers", paramLabel = "A,B", split = ",",
            description = "${COMPLETION-CANDIDATES} (all but unguarded: Seawall with every knob off that can be).")
    List<Peer> peers = List.of(Peer.SEAWALL, Peer.HAPROXY, Peer.NGINX, Peer.JETTY);

    @Option(names = "--workloads", paramLabel = "A,B", split = ",",
            description = "${COMPLETION-CANDIDATES} (all).")
    List<Workload> workloads = List.of(Workload.values());

    @Option(names = "--pinned",
            description = "The proxy on core 0, everything else on the others. The default.")
    private boolean pinned;

    @Option(names = "--unpinned",
            description = "Everything on all cores. Both may be given.")
    private boolean unpinned;

    @Option(names = "--half",
            description = "Latencies, too, at half of what the slowest peer gets through, at a constant rate.")
    boolean half;

    @Option(names = "--idle", paramLabel = "N", arity = "0..1", defaultValue = "0", fallbackValue = "20000",
            description = "Memory, too, of N idle connections to Seawall (${FALLBACK-VALUE}).")
    int idleConnections;

    @Option(names = "--guard",
            description = "Only what the guard takes of a request and of a connection, in nanoseconds.")
    boolean guard;

    @Option(names = "--profile",
            description = "Also where Seawall's CPU goes, by perf.")
    boolean profile;

    @Option(names = "--java-options", paramLabel = "'-X -Y'", split = " ",
            description = "Of both programs on Java, in place of those that ./seawall gives a front door.")
    List<String> javaOptions = Peer.JAVA_OPTIONS;

    @Option(names = "--json", paramLabel = "FILE",
            description = "Everything measured, each round by itself, goes there.")
    @Nullable Path json;

    @Option(names = "--help", usageHelp = true,
            description = "This text.")
    boolean help;

    List<Layout> layouts() {
        if (!unpinned) {
            return List.of(Layout.pinned());
        }
        return pinned ? List.of(Layout.pinned(), Layout.unpinned()) : List.of(Layout.unpinned());
    }

    /** @throws BenchmarkException naming the option, the rule and the value */
    void check() throws BenchmarkException {
        atLeast("--rounds", rounds, 0);
        atLeast("--seconds", seconds, 1);
        atLeast("--warm-up", warmUpSeconds, 0);
        atLeast("--idle", idleConnections, 0);
    }

    private static void atLeast(String option, int value, int least) throws BenchmarkException {
        if (value < least) {
            throw new BenchmarkException(option + " must be at least " + least + ", not " + value);
        }
    }

    /** What has to be installed for them. */
    Set<Tool> tools() {
        Set<Tool> tools = EnumSet.of(Tool.TASKSET, Tool.OPENSSL, Tool.NGINX);
        if (rounds > 0) {
            tools.addAll(EnumSet.of(Tool.WRK, Tool.H2LOAD));
            peers.forEach(peer -> {
                if (peer.tool != null) {
                    tools.add(peer.tool);
                }
            });
        }
        if (idleConnections > 0) {
            tools.add(Tool.PRLIMIT);
        }
        if (profile) {
            tools.add(Tool.PERF);
        }
        return tools;
    }
}
