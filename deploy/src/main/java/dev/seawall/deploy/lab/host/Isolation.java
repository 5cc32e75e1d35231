package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.fabric.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a lab's machines are from each other and from this computer: chosen once, when the lab begins, and kept in its
 * directory ({@code isolation.json}), for addresses and volumes depend on it. Immutable.
 *
 * @param why it is no more than that; empty when it is all there is
 */
public record Isolation(Machines machines, Volumes volumes, String why) {
    /** What a machine is. */
    public enum Machines {
        /** A network namespace with an interface and a filter of its own. */
        namespaces,
        /** Processes on this computer's loopback. */
        processes
    }

    /** What a volume is. */
    public enum Volumes {
        /** A disk at the other end of the machine's interface. */
        network,
        /** A directory of this computer. */
        directories
    }

    /** What a user may ask for. */
    public enum Wish {
        /** As much as this computer allows. */
        auto,
        namespaces,
        processes;

        boolean isFor(Machines machines) {
            return this == auto || name().equals(machines.name());
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    public Isolation {
        why = Objects.requireNonNullElse(why, "");
    }

    static Isolation processes(String why) {
        return new Isolation(Machines.processes, Volumes.directories, why);
    }

    static Optional<Isolation> read(Path file) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), Isolation.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IOException("not what a lab's isolation is written down as: " + file + ": " + e.getMessage(), e);
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this));
    }

    /** What this computer allows; looking at it takes a moment and changes nothing. */
    static Isolation choose(Wish wish) throws IOException, InterruptedException {
        if (wish == Wish.processes) {
            return processes("it was asked for");
        }
        String missing = missing(Toolbox.forNetwork().stream());
        if (!missing.isEmpty() && wish == Wish.auto) {
            return processes(missing);
        }
        String lacking = missing(Toolbox.forVolumes().stream());
        if (lacking.isEmpty() && !knowsXfs()) {
            lacking = "this computer's kernel has no xfs";
        }
        return new Isolation(Machines.namespaces, lacking.isEmpty() ? Volumes.network : Volumes.directories, lacking);
    }

    private static boolean knowsXfs() throws IOException {
        return Files.readAllLines(Path.of("/proc/filesystems")).stream()
                .anyMatch(line -> line.strip().equals("xfs"));
    }

    private static String missing(Stream<Toolbox.Finding> findings) {
        return findings.filter(finding -> !finding.good())
                .map(Toolbox.Finding::observed)
                .findFirst()
                .orElse("");
    }

    public boolean inNamespaces() {
        return machines == Machines.namespaces;
    }

    /** {@code machines are network namespaces, volumes are directories}. */
    public String sentence() {
        return "machines are "
                + (inNamespaces() ? "network namespaces" : "processes on loopback")
                + ", volumes are "
                + (volumes == Volumes.network ? "disks behind their interfaces" : "directories")
                + (why.isEmpty() ? "" : " (" + why + ")");
    }
}
