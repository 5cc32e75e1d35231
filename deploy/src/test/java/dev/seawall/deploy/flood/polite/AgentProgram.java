package dev.seawall.deploy.flood.polite;

import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.RunLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An agent as a process of its own, as a flood run starts it. Used by one thread. */
final class AgentProgram implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    AgentProgram(Class<?> program, Path directory, String... arguments) throws IOException {
        errors = directory.resolve("errors");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The next entry that is as wanted; those before are left out. */
    <E extends Entry> E await(Class<E> kind, Predicate<E> wanted) throws IOException {
        while (true) {
            String line = Objects.requireNonNull(out.readLine(), () -> "it ended before: " + errors());
            Entry entry = RunLog.parse(line);
            if (kind.isInstance(entry) && wanted.test(kind.cast(entry))) {
                return kind.cast(entry);
            }
        }
    }

    List<Entry> rest() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            entries.add(RunLog.parse(line));
        }
        return entries;
    }

    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** By SIGTERM alone: Process.destroy would close its input as well. */
    void terminate() {
        process.toHandle().destroy();
    }

    int code() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after 60 s: " + errors());
        }
        return process.exitValue();
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
