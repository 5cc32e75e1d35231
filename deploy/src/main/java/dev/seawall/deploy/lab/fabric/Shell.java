package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Commands given to the kernel inside a sandbox, through the tools that a person would use, and kept for a report to show.
 * Thread-safe.
 */
final class Shell {
    private static final long LIMIT_SECONDS = 30;

    private final Sandbox sandbox;
    private final List<String> given = Collections.synchronizedList(new ArrayList<>());

    Shell(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** In order; batches line by line. */
    List<String> given() {
        synchronized (given) {
            return List.copyOf(given);
        }
    }

    /** Runs a command in the sandbox and returns what it printed. Only asks: it is not kept. */
    String ask(String... command) throws FabricException, InterruptedException {
        return run(Optional.empty(), "", List.of(command));
    }

    /** Runs a command in one of the network namespaces. */
    void tell(String namespace, String... command) throws FabricException, InterruptedException {
        given.add(namespace + ": " + String.join(" ", command));
        run(Optional.of(namespace), "", List.of(command));
    }

    /** Runs a command in the sandbox's own network namespace, where devices and namespaces are made. */
    void make(String... command) throws FabricException, InterruptedException {
        given.add(String.join(" ", command));
        run(Optional.empty(), "", List.of(command));
    }

    /** Gives ip(8), tc(8) or nft(8) lines to read, all in one namespace, as one process. */
    void batch(String namespace, String tool, List<String> lines) throws FabricException, InterruptedException {
        if (lines.isEmpty()) {
            return;
        }
        lines.forEach(line -> given.add(namespace + ": " + tool + " " + line));
        run(Optional.of(namespace), String.join("\n", lines) + "\n", List.of(tool, "-batch", "-"));
    }

    /** Replaces a namespace's filter. */
    void filter(String namespace, String ruleset) throws FabricException, InterruptedException {
        given.add(namespace + ": nft -f - <<END\n" + ruleset + "END");
        run(Optional.of(namespace), ruleset, List.of("nft", "-f", "-"));
    }

    private String run(Optional<String> namespace, String input, List<String> command)
            throws FabricException, InterruptedException {
        List<String> whole = new ArrayList<>(sandbox.prefix(namespace));
        whole.addAll(command);
        String shown = String.join(" ", command)
                + namespace.map(name -> " (in " + name + ")").orElse("");
        try {
            Process process =
                    new ProcessBuilder(whole).redirectErrorStream(true).start();
            var output = CompletableFuture.supplyAsync(() -> text(process));
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading: its words tell why.
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new FabricException(shown + " did not end within " + LIMIT_SECONDS + " s");
            }
            String words = output.get();
            if (process.exitValue() != 0) {
                throw new FabricException(shown + " ended with " + process.exitValue() + ": " + words.strip()
                        + (input.isEmpty() ? "" : "; it was given:\n" + input));
            }
            return words;
        } catch (IOException | ExecutionException e) {
            throw new FabricException(
                    "failed to run " + shown + ": " + e.getMessage()
                            + "; ./seawall lab doctor says what this computer lacks",
                    e);
        }
    }

    private static String text(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
