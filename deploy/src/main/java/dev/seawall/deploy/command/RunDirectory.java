package dev.seawall.deploy.command;

import dev.seawall.deploy.flood.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Where a run's log and report go: a directory of its own, so that no two runs are taken for one. Stateless. */
final class RunDirectory {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'");

    private RunDirectory() {}

    /**
     * The directory, absolute, made if need be.
     *
     * @param named by the user; null for one of the time's name below {@code home}
     * @throws IOException when it holds a run already, or can't be made
     */
    static Path make(@Nullable Path named, Path home, Path workingDirectory) throws IOException {
        Path wanted = named == null ? home.resolve(NAME.format(Instant.now().atOffset(ZoneOffset.UTC))) : named;
        Path directory = workingDirectory.resolve(wanted).toAbsolutePath().normalize();
        Files.createDirectories(directory);
        if (Files.exists(directory.resolve(Reports.LOG))) {
            throw new IOException(directory + " holds another run already: name a new directory");
        }
        return directory;
    }
}
