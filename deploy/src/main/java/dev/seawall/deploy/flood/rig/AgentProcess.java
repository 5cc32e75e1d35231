package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.RunLog;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.lab.fabric.Running;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A program that uses, probes or attacks, and prints what it saw as entries of the run's log. A thread of its own hands
 * them on. Ends when its standard input does, which is when this program ends, too. Thread-safe.
 */
final class AgentProcess implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private final String name;
    private final Path words;
    private final Running running;
    private final Thread reader;
    private volatile String trouble = "";

    private AgentProcess(String name, Path words, Running running, Consumer<Entry> sink) {
        this.name = name;
        this.words = words;
        this.running = running;
        reader = Thread.ofPlatform().daemon().name(name + "-entries").start(() -> read(sink));
    }

    /**
     * Starts one.
     *
     * @param command made by {@link #java}
     * @param sink is given its entries, in its own thread
     */
    static AgentProcess start(String name, Node node, List<String> command, Path words, Consumer<Entry> sink)
            throws FabricException, InterruptedException {
        return new AgentProcess(name, words, node.pipe(words, Map.of(), command), sink);
    }

    /**
     * The command for a main class of this program.
     *
     * @param options of Java, heap and compiler
     */
    static List<String> java(Workplace place, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(place.javaHome().resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-cp", Workplace.classPath(), mainClass));
        command.addAll(arguments);
        return command;
    }

    private void read(Consumer<Entry> sink) {
        try (BufferedReader lines = running.process().inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.accept(RunLog.parse(line));
            }
        } catch (IOException e) {
            trouble = name + " could not be understood: " + e.getMessage();
            running.kill();
        }
    }

    boolean isAlive() {
        return running.isAlive();
    }

    /** Why it is not doing its work any more, as a sentence; empty while it is. */
    String failure() {
        if (!trouble.isEmpty()) {
            return trouble;
        }
        return running.isAlive()
                ? ""
                : name + " ended with exit code " + running.process().exitValue() + "; its words are in " + words;
    }

    /** Tells it to end; returns when it has, and all of its entries were handed on. */
    void stop() throws InterruptedException {
        running.stop(FAREWELL);
        reader.join(FAREWELL);
    }

    @Override
    public void close() {
        running.kill();
    }
}
