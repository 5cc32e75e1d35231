package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.flood.record.RunLog;
import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Running;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.fabric.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A fabric with one front door's address, programs started in it, and what they print. Not thread-safe. */
final class LabRun implements AutoCloseable {
    static final String PUBLIC = "203.0.113.11";
    private static final long LIMIT_NANOS = 60_000_000_000L;

    final Fabric fabric;
    private final Sandbox sandbox;
    private final Path errors;

    LabRun(Path folder) throws Exception {
        errors = folder.resolve("errors.log");
        sandbox = Sandbox.open(folder, Sandbox.Lifetime.WITH_CALLER);
        fabric = Fabric.create(sandbox);
        fabric.addInstance("front-door-1", "10.61.0.11", Shape.UNLIMITED);
        fabric.elastic(PUBLIC, "front-door-1");
    }

    /** Starts an attacker somewhere in it. */
    Running attacker(String node, String... orders) throws Exception {
        return fabric.node(node).pipe(errors, Map.of(), Program.command(orders));
    }

    /** Java's own file server, on port 80 of the front door. */
    Running server(Path files) throws Exception {
        Running server = fabric.node("front-door-1")
                .pipe(
                        errors,
                        Map.of(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-m",
                                "jdk.httpserver",
                                "-b",
                                "0.0.0.0",
                                "-p",
                                "80",
                                "-d",
                                files.toString()));
        assertThat(server.process().inputReader().readLine()).contains("Serving");
        return server;
    }

    /** What a program still prints, until it has ended with this code. */
    List<Attack> ended(Running attacker, int code) throws Exception {
        List<Attack> entries = new ArrayList<>();
        for (String line : attacker.process().inputReader().lines().toList()) {
            entries.add((Attack) RunLog.parse(line));
        }
        assertThat(attacker.process().waitFor()).as(errors()).isEqualTo(code);
        return entries;
    }

    /** The next interval that it tells of. */
    static Attack interval(Running attacker) throws IOException {
        return (Attack)
                RunLog.parse(String.valueOf(attacker.process().inputReader().readLine()));
    }

    /** How many TCP connections the front door's kernel has in a state, at its public port. */
    long connections(String state) throws Exception {
        var process = fabric.node("front-door-1")
                .pipe(errors, Map.of(), List.of("ss", "-Htn", "state", state, "sport = :80"))
                .process();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .count();
    }

    void untilConnections(String state, long atLeast) throws Exception {
        long began = System.nanoTime();
        while (connections(state) < atLeast) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new AssertionError(connections(state) + " connections are " + state + " after 60 s, not "
                        + atLeast + "; " + errors());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** All that programs have complained of. */
    String errors() throws IOException {
        return Files.exists(errors) ? Files.readString(errors) : "";
    }

    @Override
    public void close() throws FabricException {
        sandbox.close();
    }
}
