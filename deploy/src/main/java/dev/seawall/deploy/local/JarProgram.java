package dev.seawall.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A program as Maven packages it: one jar, its libraries beside it in {@code lib/}. Only the jar itself is copied: Maven
 * writes a new build over it, which a running process takes badly, but leaves the libraries alone. A build is named by its content: the same made again
 * is no reason to restart, and its class archives stay good. Immutable.
 */
public record JarProgram(Path jar) implements Program {
    @Override
    public String build() throws LocalFailure {
        try {
            var checksum = new CRC32C();
            checksum.update(Files.readAllBytes(jar));
            return nameWithoutSuffix() + "-" + Long.toHexString(checksum.getValue());
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
