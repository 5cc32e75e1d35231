package dev.seawall.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where a deployment lives on this machine: {@code .seawall/<name>/} beside its blueprint. Immutable; what is in the
 * directory is guarded by {@link StateLock}.
 *
 * <pre>
 * run/       lock, ports.json; per component its process (.json) and configuration (.yaml)
 * data/      one directory per worker: the only thing here that can't be made again
 * logs/      per component its log, and the one before
 * tls/       the local certificate authority
 * programs/  copies of the programs, so that a build doesn't pull the jar from under a running process
 * </pre>
 */
public record StateDirectory(Path root) {
    public static StateDirectory beside(Path blueprint, String name) {
        return new StateDirectory(blueprint
                .toAbsolutePath()
                .normalize()
                .resolveSibling(".seawall")
                .resolve(name));
    }

    Path run() {
        return root.resolve("run");
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path tls() {
        return root.resolve("tls");
    }

    Path programs() {
        return root.resolve("programs");
    }

    Path data(String component) {
        return data().resolve(component);
    }

    Path record(String component) {
        return run().resolve(component + ".json");
    }

    Path settings(String component) {
        return run().resolve(component + ".yaml");
    }

    Path log(String component) {
        return logs().resolve(component + ".log");
    }

    Path olderLog(String component) {
        return logs().resolve(component + ".log.1");
    }

    Path accessLog(String component) {
        return logs().resolve(component + ".access.log");
    }

    /** Makes what is missing. */
    void create() throws LocalFailure {
        for (var directory : List.of(run(), data(), logs(), programs())) {
            create(directory);
        }
    }

    void create(Path directory) throws LocalFailure {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new LocalFailure("failed to make the directory " + directory + ": " + reason(e), e);
        }
        if (!Files.isWritable(directory)) {
            throw new LocalFailure("the directory " + directory + " is not writable by "
                    + System.getProperty("user.name") + "; change its owner or its permissions");
        }
    }

    /** The names that have a record of a process, running or not. */
    List<String> recorded() throws LocalFailure {
        try (var files = Files.list(run())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json") && !file.equals(RememberedPorts.FILE))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new LocalFailure("failed to list " + run() + ": " + reason(e), e);
        }
    }

    /** Deletes the copies of programs that no component was started from. */
    void clearProgramsBut(Set<String> builds) throws LocalFailure {
        try (var all = Files.list(programs())) {
            for (var one : all.toList()) {
                String name = one.getFileName().toString();
                if (builds.stream().noneMatch(name::startsWith)) {
                    DiskUse.delete(one);
                }
            }
        } catch (IOException e) {
            throw new LocalFailure("failed to list " + programs() + ": " + reason(e), e);
        }
    }

    /** The workers that have left data behind, empty directories not counted. */
    List<String> workersWithData() throws LocalFailure {
        if (!Files.isDirectory(data())) {
            return List.of();
        }
        try (var directories = Files.list(data())) {
            return directories
                    .filter(directory -> DiskUse.holdsSomething(directory))
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LocalFailure("failed to list " + data() + ": " + reason(e), e);
        }
    }

    /** Java's file exceptions carry only the path in their message; the kind is in the class's name. */
    static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
        return (kind.equals("IO") || kind.equals("FileSystem")
                        ? ""
                        : kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ") + ", ")
                + e.getMessage();
    }
}
