package dev.seawall.deploy.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commands that run a program. {@link #of}: for as long as it likes; {@code setsid} takes it out of the terminal's
 * reach: neither a hangup nor a later Ctrl-C gets to it; {@code nohup}, where there is no setsid, keeps off the hangup at
 * least. Both replace themselves by the program, so the pid is the program's. Immutable.
 *
 * @param javaHome of the Java that runs this command line
 */
public record JavaCommand(Path javaHome) {
    /** Marks a process as a component, for whoever looks at the machine's processes. */
    static final String COMPONENT = "-Dseawall.component=";

    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            // For so small a heap G1 costs a fifth of the start's CPU and gives nothing back (docs/operations.md).
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:+AutoCreateSharedArchive",
            // An archive of an earlier build is made anew in silence.
            "-Xlog:disable");

    List<String> of(String component, List<String> program, Path sharedArchive, Path settings) {
        List<String> command = new ArrayList<>();
        detacher().ifPresent(command::add);
        command.addAll(attached(component, program, sharedArchive, settings));
        return command;
    }

    /**
     * For somebody who looks after it.
     *
     * @param program as {@link Program#stage} gives it
     */
    public List<String> attached(String component, List<String> program, Path sharedArchive, Path settings) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(OPTIONS);
        command.add("-XX:SharedArchiveFile=" + sharedArchive);
        command.add(COMPONENT + component);
        command.addAll(program);
        command.add("--config");
        command.add(settings.toString());
        return command;
    }

    private static Optional<String> detacher() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid", "/usr/bin/nohup")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }
}
