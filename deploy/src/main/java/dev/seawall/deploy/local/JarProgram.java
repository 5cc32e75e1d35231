package dev.seawall.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A program as Maven packages it: one jar, its libraries beside it in {@code lib/}. Only the jar itself is copied: Maven
 * writes a new build over it, which a running process takes badly, but leaves the libraries alone. Immutable.
 */
public record JarProgram(Path jar) implements Program {
    @Override
    public String build() throws LocalFailure {
        try {
            return nameWithoutSuffix() + "-"
                    + Long.toHexString(Files.getLastModifiedTime(jar).toMillis())
                    + Long.toHexString(Files.size(jar));
        } catch (IOException e) {
            throw new LocalFailure(
                    "found no program at " + jar + "; build it: mvn package -DskipTests (./seawall does it itself)", e);
        }
    }

    @Override
    public List<String> stage(Path directory) throws LocalFailure {
        Path staged = directory.resolve(jar.getFileName());
        try {
            if (!Files.exists(staged)) {
                Files.createDirectories(directory);
                Files.deleteIfExists(directory.resolve("lib"));
                Files.createSymbolicLink(directory.resolve("lib"), jar.resolveSibling("lib"));
                Path unfinished = directory.resolve("unfinished");
                Files.copy(jar, unfinished, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(unfinished, staged, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new LocalFailure("failed to copy " + jar + " to " + directory + ": " + StateDirectory.reason(e), e);
        }
        return List.of("-jar", staged.toString());
    }

    private String nameWithoutSuffix() {
        return jar.getFileName().toString().replaceAll("\\.jar$", "");
    }
}
