package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a Java peer's CPU goes, in the kernel and in compiled code: perf, told the names of Java's methods by the JVM's own
 * map. Thread rule: one thread.
 */
final class Profile {
    private static final int LINES = 25;

    private final Site site;
    private final LoadGenerator generator;
    private final Layout layout;

    Profile(Site site, LoadGenerator generator, Layout layout) {
        this.site = site;
        this.generator = generator;
        this.layout = layout;
    }

    /** The symbols that took most, one a line: percentage, program or library, symbol. */
    String take(RunningPeer peer, Workload workload, int seconds)
            throws IOException, InterruptedException, BenchmarkException {
        String pid = String.valueOf(peer.process().pid());
        Path samples = site.path("perf.data");
        Files.deleteIfExists(samples);
        Process recording = site.children()
                .start(
                        layout.otherCores(),
                        List.of(
                                Tool.PERF.path(), "record", "-e", "cpu-clock", "-F", "997", "-p", pid, "-o",
                                samples.toString(), "--", "sleep", String.valueOf(seconds)));
        generator.full(peer, workload, layout.otherCores(), seconds);
        String printed = new String(recording.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        site.children().end(recording);
        if (!Files.exists(samples)) {
            throw new BenchmarkException("perf recorded nothing: " + printed.strip()
                    + ". It needs root, or: sudo sysctl kernel.perf_event_paranoid=1");
        }
        peer.jcmd(site.children(), "Compiler.perfmap");
        try {
            return report(samples);
        } finally {
            Files.deleteIfExists(Path.of("/tmp/perf-" + pid + ".map"));
        }
    }

    private String report(Path samples) throws IOException, InterruptedException {
        String printed = site.children()
                .run(
                        layout.otherCores(),
                        List.of(
                                Tool.PERF.path(), "report", "-i", samples.toString(), "--stdio", "--sort", "dso,symbol"));
        return printed.lines()
                .filter(line -> line.contains("%"))
                .limit(LINES)
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }
}
