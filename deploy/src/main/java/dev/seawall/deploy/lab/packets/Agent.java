package dev.seawall.deploy.lab.packets;

import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.lab.fabric.Running;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A {@link ProbeAgent} in a node, and the lines that are exchanged with it. Thread-safe. */
final class Agent implements AutoCloseable {
    private final Node node;
    private final Running running;
    private final PrintWriter in;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private volatile boolean ended;

    private Agent(Node node, Running running) {
        this.node = node;
        this.running = running;
        this.in = new PrintWriter(running.process().outputWriter(StandardCharsets.UTF_8), true);
    }

    /** Does not wait for it: see {@link #ready}. */
    static Agent start(Node node, Path errors) throws FabricException, InterruptedException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                classPath(),
                ProbeAgent.class.getName());
        var agent = new Agent(node, node.pipe(errors, Map.of(), command));
        Thread.ofPlatform().daemon().start(() -> agent.read(errors));
        return agent;
    }

    /** With absolute paths: the program begins in another directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void read(Path errors) {
        String end = "it ended";
        try (BufferedReader lines = running.process().inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            end = String.valueOf(e.getMessage());
        }
        ended = true;
        var failure = new IOException(
                "the probe in " + node.name() + " gives no answer any more: " + end + "; its words are in " + errors);
        ready.completeExceptionally(failure);
        asked.values().forEach(future -> future.completeExceptionally(failure));
    }

    private void take(String line) {
        int space = line.indexOf(' ');
        String first = space < 0 ? line : line.substring(0, space);
        String rest = line.substring(space + 1);
        if (line.equals("ready")) {
            ready.complete(line);
        } else if (first.equals("heard")) {
            heard.add(rest);
        } else {
            var future = asked.remove(first);
            if (future != null) {
                future.complete(rest);
            }
        }
    }

    CompletableFuture<String> ready() {
        return ready;
    }

    /** What it will answer; exceptionally with an IOException when it has ended. */
    CompletableFuture<String> ask(Object... words) {
        return askAs(newId(), words);
    }

    /** With an id that later words can name. */
    CompletableFuture<String> askAs(String id, Object... words) {
        var answer = new CompletableFuture<String>();
        asked.put(id, answer);
        var line = new StringBuilder(id);
        for (Object word : words) {
            line.append(' ').append(word);
        }
        in.println(line);
        if (ended) {
            answer.completeExceptionally(new IOException("the probe in " + node.name() + " has ended"));
        }
        return answer;
    }

    String newId() {
        return Long.toString(lastId.incrementAndGet());
    }

    /** Whether the datagram with that token came. */
    boolean hasHeard(String token) {
        return heard.contains(token);
    }

    @Override
    public void close() {
        running.kill();
    }
}
