package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.local.LocalTarget;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which deployment a command is about. Filled in by picocli. */
public final class DeploymentOptions {
    /** The places that a deployment can be in. */
    public enum Place {
        local
    }

    /** Reads a blueprint and finds its deployment on this machine; {@code main} gives it. */
    @FunctionalInterface
    public interface Opener {
        LocalTarget open(Path blueprint) throws BlueprintException;
    }

    private final Opener opener;

    @Option(names = "--file", paramLabel = "FILE", description = "The blueprint. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("seawall.yaml");

    @Option(
            names = "--on",
            paramLabel = "TARGET",
            description = "Where: ${COMPLETION-CANDIDATES} (processes on this machine's loopback). Default: local")
    private Place on = Place.local;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli answers it itself
    private boolean help;

    public DeploymentOptions(Opener opener) {
        this.opener = opener;
    }

    LocalTarget open() throws BlueprintException {
        return switch (on) {
            case local -> opener.open(file);
        };
    }

    Path file() {
        return file;
    }
}
