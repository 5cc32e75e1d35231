package dev.seawall.deploy;

import dev.seawall.deploy.local.LocalFailure;
import dev.seawall.deploy.local.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** {@link StandIn} as a program: a jar, as Java shares no archive of classes in directories. Immutable. */
record StandInProgram(String build, String misbehaviour) implements Program {
    static StandInProgram wellBehaved() {
        return new StandInProgram("stand-in-1", "");
    }

    static StandInProgram that(String misbehaves) {
        return new StandInProgram("stand-in-1", misbehaves);
    }

    @Override
    public List<String> stage(Path directory) throws LocalFailure {
        Path jar = directory.resolve("stand-in.jar");
        if (!Files.exists(jar)) {
            try {
                Files.createDirectories(directory);
                pack(jar);
            } catch (IOException e) {
                throw new LocalFailure("failed to write " + jar, e);
            }
        }
        // It serves a few answers and ends: making an archive of its classes would take longer than all it does.
        return List.of(
                "-XX:-AutoCreateSharedArchive",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstandin=" + misbehaviour,
                "-jar",
                jar.toString());
    }

    private static void pack(Path jar) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, libraries());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var bytes = StandIn.class.getResourceAsStream("StandIn.class");
                var knobs = StandIn.class.getResourceAsStream("StandInKnobs.class")) {
            out.putNextEntry(new JarEntry(StandIn.class.getName().replace('.', '/') + ".class"));
            out.write(bytes == null ? new byte[0] : bytes.readAllBytes());
            out.putNextEntry(new JarEntry(StandInKnobs.class.getName().replace('.', '/') + ".class"));
            out.write(knobs == null ? new byte[0] : knobs.readAllBytes());
        }
    }

    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).toUri().toString())
                .reduce("", (all, one) -> all + " " + one)
                .strip();
    }
}
