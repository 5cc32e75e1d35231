package dev.seawall.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * knobs/     per front door what its operators have set, and the audit of that
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

    /** What the operators of a front door have set, which the front door itself makes and keeps. */
    Path knobs(String component) {
        return root.resolve("knobs").resolve(component);
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

    /** Whole or not at all, whoever reads it meanwhile. */
    static void write(Path file, String text) throws LocalFailure {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalFailure("failed to write " + file + ": " + reason(e), e);
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

    /** The slots that have a directory for data, empty or not. */
    List<String> slots() throws LocalFailure {
        if (!Files.isDirectory(data())) {
            return List.of();
        }
        try (var directories = Files.list(data())) {
            return directories
                    .filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LocalFailure("failed to list " + data() + ": " + reason(e), e);
        }
    }

    /** Before any worker starts: so many directories, and no more, say later what number of slots the data is for. */
    void makeSlots(List<String> wanted) throws LocalFailure {
        for (var slot : slots()) {
            if (!wanted.contains(slot) && !DiskUse.holdsSomething(data(slot))) {
                DiskUse.delete(data(slot));
            }
        }
        for (var slot : wanted) {
            create(data(slot));
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
