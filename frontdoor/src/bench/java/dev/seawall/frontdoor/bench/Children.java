package dev.seawall.frontdoor.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Every process that the benchmark starts: none outlives {@link #close}, and none is started after it.
 *
 * <p>Thread rule: used by one thread, but closed by any.
 */
public final class Children implements AutoCloseable {
    private static final Duration TIME_TO_BEGIN = Duration.ofSeconds(60);
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final Path logs;
    private final Set<Process> running = new LinkedHashSet<>();
    private final Set<String> commands = new LinkedHashSet<>();
    private boolean closed;

    /** @param logs the directory where what servers print is kept */
    Children(Path logs) {
        this.logs = logs;
    }

    /**
     * Starts a server and waits until it answers on a port as the origin does.
     *
     * @throws BenchmarkException when it ended or took too long, with what it printed
     */
    public Process startServer(String name, String cores, List<String> command, int port)
            throws IOException, InterruptedException, BenchmarkException {
        Path log = logs.resolve(name + ".log");
        Process process = launch(cores, command, Redirect.to(log.toFile()));
        long deadline = System.nanoTime() + TIME_TO_BEGIN.toNanos();
        while (true) {
            try (PlainClient client = new PlainClient(1, port)) {
                client.get();
                return process;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    throw new BenchmarkException(name + " did not serve on port " + port + ": " + e.getMessage()
                            + (process.isAlive() ? "" : "; it ended with code " + process.exitValue())
                            + "; it printed: " + Files.readString(log));
                }
                Thread.sleep(50);
            }
        }
    }

    /**
     * Runs a program to its end.
     *
     * @return what it printed on both its outputs
     * @throws IOException when it ended with another code than 0
     */
    public String run(String cores, List<String> command) throws IOException, InterruptedException {
        Process process = start(cores, command);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        forget(process);
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with code " + code + ": " + printed.strip());
        }
        return printed;
    }

    /** Starts a program whose output somebody will read. */
    public Process start(String cores, List<String> command) throws IOException {
        return launch(cores, command, Redirect.PIPE);
    }

    private synchronized Process launch(String cores, List<String> command, Redirect output) throws IOException {
        if (closed) {
            throw new IOException("the benchmark is ending");
        }
        List<String> pinned = new ArrayList<>(List.of(Tool.TASKSET.path(), "-c", cores));
        pinned.addAll(command);
        commands.add(String.join(" ", pinned));
        Process process = new ProcessBuilder(pinned)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(output)
                .start();
        running.add(process);
        return process;
    }

    private synchronized void forget(Process process) {
        running.remove(process);
    }

    /** A process and all that it has started. */
    static List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** Every command that was run, once. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    public void end(Process process) {
        forget(process);
        end(List.of(process));
    }

    /** Asks them to end, and makes those that don't. */
    private static void end(Collection<Process> processes) {
        List<ProcessHandle> families =
                processes.stream().flatMap(process -> family(process).stream()).toList();
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        families.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public synchronized void close() {
        closed = true;
        end(running);
        running.clear();
    }
}
