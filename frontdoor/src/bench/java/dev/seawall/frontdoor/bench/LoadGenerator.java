package dev.seawall.frontdoor.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Sends a workload by wrk or h2load. Thread rule: one thread. */
final class LoadGenerator {
    private static final int CONNECTIONS = 64;

    /** HTTP/2 has as many requests in flight as HTTP/1.1, on a quarter of the connections. */
    private static final int STREAMS_PER_CONNECTION = 4;

    /** Of each connection at a constant rate: slow enough for h2load's timers, which tick every 10 ms. */
    private static final int RATE_PER_CONNECTION = 50;

    /** Percentiles of a constant rate leave out the connections' beginning, which is sent in addition. */
    private static final int SETTLING_SECONDS = 2;

    private final Site site;
    private final Path script;
    private final Path log;
    private final Path postedFile;

    LoadGenerator(Site site) throws IOException {
        this.site = site;
        script = site.fill("load.lua", Map.of());
        log = site.path("h2load.tsv");
        postedFile = Files.writeString(site.path("posted"), "x".repeat(Workload.POSTED_BYTES));
    }

    /** As much as a fixed number of connections gets through. */
    Load full(RunningPeer peer, Workload workload, String cores, int seconds)
            throws IOException, InterruptedException, BenchmarkException {
        if (workload == Workload.H2_1K) {
            List<String> command = h2load(
                    "-c", String.valueOf(CONNECTIONS / STREAMS_PER_CONNECTION),
                    "-m", String.valueOf(STREAMS_PER_CONNECTION),
                    "-D", String.valueOf(seconds),
                    workload.url(peer));
            return h2load(command, workload, cores, new Histogram(3), 0, 0);
        }
        List<String> command = new ArrayList<>(List.of(
                Tool.WRK.path(), "-t", "1", "-c", String.valueOf(CONNECTIONS), "-d", seconds + "s",
                "--timeout", "10s", "-s", script.toString(), workload.url(peer)));
        switch (workload) {
            case CLOSE_1K -> command.addAll(List.of("--", "close"));
            case POST_10K -> command.addAll(List.of("--", "post", String.valueOf(Workload.POSTED_BYTES)));
            default -> {}
        }
        return Load.ofWrk(site.children().run(cores, command), workload.answerBytes);
    }

    /**
     * A constant rate, over so many connections that each waits for its answer long before its next request is due. Where
     * one doesn't, the requests that were held back count with the time that they would have taken.
     */
    Load atRate(RunningPeer peer, Workload workload, String cores, int seconds, int requestsPerSecond)
            throws IOException, InterruptedException, BenchmarkException {
        int connections = Math.max(1, requestsPerSecond / RATE_PER_CONNECTION);
        int intervalMillis = 1000 / RATE_PER_CONNECTION;
        List<String> command = h2load(
                "-c", String.valueOf(connections),
                "-n", String.valueOf(connections * RATE_PER_CONNECTION * (seconds + SETTLING_SECONDS)),
                "--rps", String.valueOf(RATE_PER_CONNECTION),
                // Connections begin evenly over the interval between two requests of one.
                "-r", String.valueOf(Math.max(1, connections / intervalMillis)),
                "--rate-period", "1ms");
        if (workload != Workload.H2_1K) {
            command.add("--h1");
        }
        if (workload == Workload.POST_10K) {
            command.addAll(List.of("-d", postedFile.toString()));
        }
        command.add(workload.url(peer));
        return h2load(command, workload, cores, new Histogram(3), SETTLING_SECONDS * 1_000_000L, intervalMillis * 1000L);
    }

    private List<String> h2load(String... arguments) {
        // wrk and every proxy agree on this suite when left alone, h2load would not.
        List<String> command = new ArrayList<>(List.of(
                Tool.H2LOAD.path(), "--tls13-ciphers=TLS_AES_256_GCM_SHA384", "--log-file=" + log));
        command.addAll(List.of(arguments));
        return command;
    }

    private Load h2load(
            List<String> command, Workload workload, String cores, Histogram latencies, long skipMicros, long everyMicros)
            throws IOException, InterruptedException, BenchmarkException {
        Files.deleteIfExists(log);
        String printed = site.children().run(cores, command);
        readLog(latencies, skipMicros, everyMicros);
        return Load.ofH2load(printed, workload.answerBytes, latencies);
    }

    /** Lines of {@code start time TAB status TAB duration}, in microseconds; a status of -1 is counted elsewhere. */
    private void readLog(Histogram latencies, long skipMicros, long everyMicros) throws IOException, BenchmarkException {
        try (BufferedReader lines = Files.newBufferedReader(log)) {
            long begin = Long.MAX_VALUE;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                if (fields.length < 3) {
                    throw new BenchmarkException("h2load's log has the unknown line: " + line);
                }
                long start = Long.parseLong(fields[0]);
                begin = Math.min(begin, start);
                if (start - begin >= skipMicros) {
                    latencies.recordValueWithExpectedInterval(Long.parseLong(fields[2]), everyMicros);
                }
            }
        }
    }
}
