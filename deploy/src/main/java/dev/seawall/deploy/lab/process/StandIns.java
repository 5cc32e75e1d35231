package dev.seawall.deploy.lab.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The commands of a host that a machine of this lab can't have, as shell scripts (resources {@code bin} and
 * {@code lib}): they keep to the real ones' exit codes and words for the calls they know, and refuse all others.
 * Immutable.
 *
 * @param bin what goes first in a machine's PATH
 */
record StandIns(Path bin, Path lib) {
    private static final List<String> SCRIPTS = List.of(
            "bin/blkid",
            "bin/dnf",
            "bin/mkfs.xfs",
            "bin/mount",
            "bin/mountpoint",
            "bin/systemctl",
            "lib/common.sh",
            "lib/units.sh",
            "lib/boot",
            "lib/supervise");

    /**
     * Puts them into a directory, each replaced whole: a shell may be reading the old one.
     *
     * @param javaHome of the Java that is every machine's
     */
    static StandIns in(Path directory, Path javaHome) throws IOException {
        var standIns = new StandIns(directory.resolve("bin"), directory.resolve("lib"));
        Files.createDirectories(standIns.bin);
        Files.createDirectories(standIns.lib);
        for (String script : SCRIPTS) {
            try (var in = StandIns.class.getResourceAsStream(script)) {
                if (in == null) {
                    throw new FileNotFoundException("the resource " + script + " is not in this program");
                }
                write(directory.resolve(script), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        // A small machine: what a command line sets itself comes later, and counts.
        write(standIns.bin.resolve("java"), """
                #!/bin/sh
                exec '%s/bin/java' -Xmx256m -XX:+UseSerialGC "$@"
                """.formatted(javaHome.toString().replace("'", "'\\''")));
        return standIns;
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
