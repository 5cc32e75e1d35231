package dev.seawall.deploy.lab.fabric;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in the network where programs run: a network namespace. Immutable; thread-safe.
 *
 * @param name such as {@code front-door-1}
 * @param address its own, in the VPC or in the lab's Internet
 */
public record Node(String name, String address, Sandbox sandbox) {
    /** What comes before a command to run it here. */
    public List<String> prefix() {
        return sandbox.prefix(Optional.of(name));
    }

    /**
     * Starts a program; what it prints goes to a file.
     *
     * @param environment all of it
     * @param command with absolute paths: it begins in the root directory
     */
    public Running start(Path log, Map<String, String> environment, List<String> command)
            throws FabricException, InterruptedException {
        var builder = builder(environment, command);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return start(builder);
    }

    /** The same with its standard input and output for the caller, its standard error in a file. */
    public Running pipe(Path errors, Map<String, String> environment, List<String> command)
            throws FabricException, InterruptedException {
        var builder = builder(environment, command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        return start(builder);
    }

    /** In a session of its own: Ctrl-C is for the command line, which tells its programs itself. */
    private ProcessBuilder builder(Map<String, String> environment, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("setsid"));
        whole.addAll(prefix());
        whole.addAll(command);
        var builder = new ProcessBuilder(whole);
        String path = builder.environment().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        return builder;
    }

    private Running start(ProcessBuilder builder) throws FabricException, InterruptedException {
        try {
            return Running.of(builder.start());
        } catch (IOException e) {
            throw new FabricException("failed to start a program in " + name + ": " + e.getMessage(), e);
        }
    }
}
