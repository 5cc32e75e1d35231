package dev.seawall.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts the packaged command line as the launcher script does where Java is too old for a cache of loaded
 * classes: compiled lightly, with an archive of classes for what calls AWS and another for what does not. A process writes
 * the archive that it misses when it ends and puts up with one that another is just writing, so tests share them.
 * Stateless.
 */
public final class PackagedJava {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("seawall-deploy.jar");

    private PackagedJava() {}

    /** {@code java OPTIONS -jar seawall-deploy.jar ARGUMENTS}, with what {@code java} is to be told besides. */
    public static List<String> command(List<String> options, List<String> arguments) {
        String kind = arguments.contains("--on") ? "-cloud" : "";
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + TARGET.resolve("tested" + kind + ".jsa"),
                "-Xlog:disable"));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        return command;
    }
}
