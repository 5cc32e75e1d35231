package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.local.DirectoryTree;
import dev.seawall.deploy.local.JavaCommand;
import dev.seawall.deploy.local.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where a run finds and puts things. Immutable.
 *
 * @param home of all runs: what ends what a killed one left, and copies of the programs
 * @param output of this run, with its log and the words of its programs
 * @param images of the volumes, in memory: this computer's disk is not what is measured
 */
record Workplace(Path home, Path output, Path images, Programs programs, Path javaHome) {
    Path log() {
        return output.resolve("run.jsonl");
    }

    /** Of front doors, for handshakes: the same in every run. */
    Path certificates() {
        return home.resolve("tls");
    }

    /** What a program or an agent says. */
    Path words(String name) {
        return output.resolve("logs").resolve(name + ".log");
    }

    /** Deletes the images, and what else was in their directory: this run's, or one's that was killed. */
    void clearImages() throws IOException {
        DirectoryTree.delete(images);
    }

    JavaCommand java() {
        return new JavaCommand(javaHome);
    }

    /** Of this program, for its agents: they begin in another directory. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
