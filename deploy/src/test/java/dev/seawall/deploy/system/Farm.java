package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.PackagedJava;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole deployment of packaged programs on free ports, started and stopped by the packaged command line. */
final class Farm implements AutoCloseable {
    private static final String BLUEPRINT = """
            name: farm
            workers: {count: 3}
            routes:
              - {match: /v1/objects/, owner: path}
              - {match: /v1/objects, owner: all}
              - {match: /, owner: any}
            limits: {bodyBytes: 5GiB}
            local: {http: 0, https: 0, frontdoorAdmin: 0, worker: 0, workerAdmin: 0}
            """;

    /** How {@code up} tells of a process it starts. */
    private static final Pattern STARTING = Pattern.compile("(\\S+) +starting \\(pid (\\d+)\\)");

    private final Path directory;
    private final Map<String, Long> pids = new HashMap<>();

    private Farm(Path directory) {
        this.directory = directory;
    }

    static Farm up(Path directory) throws IOException {
        Files.writeString(directory.resolve("seawall.yaml"), BLUEPRINT);
        var farm = new Farm(directory);
        farm.seawall("up").mustSucceed();
        return farm;
    }

    /** What one run of the command line left behind. */
    record Run(List<String> command, int exitCode, String output) {
        Run mustSucceed() {
            assertThat(exitCode).as("%s:%n%s", command, output).isZero();
            return this;
        }
    }

    /** Runs {@code seawall ARGUMENTS} to its end; output and errors together. */
    Run seawall(String... arguments) throws IOException {
        var run = run(directory, arguments);
        STARTING.matcher(run.output())
                .results()
                .forEach(found -> pids.put(found.group(1), Long.valueOf(found.group(2))));
        return run;
    }

    /** Runs the packaged command line in a directory, to its end. */
    static Run run(Path directory, String... arguments) throws IOException {
        var command = PackagedJava.command(List.of(), List.of(arguments));
        Path output = Files.createTempFile(directory, "run", ".log");
        int exitCode = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .onExit()
                .join()
                .exitValue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Run(List.of(arguments), exitCode, text);
    }

    URI address() throws IOException {
        return URI.create("http://" + component("front-door-1").get("http").asString());
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill9(String name) {
        ProcessHandle process = ProcessHandle.of(pid(name)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As the last {@code up} that started it said. */
    long pid(String name) {
        return java.util.Objects.requireNonNull(pids.get(name), name);
    }

    /** Resident set size, now and at its highest, from Linux's {@code /proc/PID/status}. */
    String memory(String name) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid(name)), "status");
        if (!Files.exists(status)) {
            return "not known on this system";
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .collect(Collectors.joining(", "));
        }
    }

    private JsonNode component(String name) throws IOException {
        String json = seawall("status", "--json").output();
        for (JsonNode component : JsonMapper.shared().readTree(json).get("components")) {
            if (component.get("component").asString().equals(name)) {
                return component;
            }
        }
        throw new AssertionError("no " + name + " in " + json);
    }

    /** Waits for a condition that another thread or process will bring about. */
    static void await(Duration atMost, BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + atMost + " in vain for: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        seawall("down", "--delete-data", "--confirm", "farm").mustSucceed();
        // JUnit warns of links that lead out of its temporary directory.
        try (var left = Files.walk(directory)) {
            for (Path link : left.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }
}
