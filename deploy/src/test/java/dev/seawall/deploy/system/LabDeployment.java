package dev.seawall.deploy.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A deployment on the lab, launched by the packaged command line as a user launches it; taken down when closed. */
final class LabDeployment implements AutoCloseable {
    private static final String BLUEPRINT = """
            name: shop
            frontdoors: {count: 1, ports: {http: 18080, https: 18443}}
            workers: {count: 3, volume: {size: 1GiB}}
            routes:
              - {match: /v1/objects/, owner: path}
              - {match: /v1/objects, owner: all}
              - {match: /, owner: any}
            """;

    private static final Pattern ADDRESS = Pattern.compile("address +(http://\\S+)");

    private final Path directory;
    private final URI address;
    private boolean down;

    private LabDeployment(Path directory, URI address) {
        this.directory = directory;
        this.address = address;
    }

    /** With machines that are processes: quicker, where packets don't matter. */
    static LabDeployment up(Path directory) throws IOException {
        return up(directory, "processes");
    }

    /**
     * Launched and serving.
     *
     * @param isolation as {@code lab start} takes it
     */
    static LabDeployment up(Path directory, String isolation) throws IOException {
        Files.writeString(directory.resolve("seawall.yaml"), BLUEPRINT);
        Farm.run(directory, "lab", "start", "--isolation", isolation).mustSucceed();
        var up = Farm.run(directory, "up", "--on", "lab", "--yes");
        var found = ADDRESS.matcher(up.output());
        if (up.exitCode() != 0 || !found.find()) {
            String daemon = Files.readString(directory.resolve(".seawall/lab/daemon.log"));
            Farm.run(directory, "lab", "stop", "--terminate");
            throw new AssertionError(up.output() + "\nthe lab's daemon said:\n" + daemon);
        }
        return new LabDeployment(directory, URI.create(found.group(1)));
    }

    URI address() {
        return address;
    }

    /** Runs {@code seawall ARGUMENTS --on lab} to its end. */
    Farm.Run seawall(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--on", "lab"));
        return Farm.run(directory, all.toArray(String[]::new));
    }

    Farm.Run down() throws IOException {
        down = true;
        return seawall("down", "--yes");
    }

    /** Runs {@code seawall lab ARGUMENTS} to its end. */
    Farm.Run lab(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of("lab"));
        all.addAll(List.of(arguments));
        return Farm.run(directory, all.toArray(String[]::new));
    }

    /** The processes that have this deployment's directory in their command. */
    List<String> processes() {
        String mine = directory.toString();
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(mine))
                .map(process -> process.pid() + " " + commandLine(process))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException | UncheckedIOException e) {
            return ""; // it has ended meanwhile
        }
    }

    @Override
    public void close() throws IOException {
        if (!down) {
            Farm.run(directory, "lab", "stop", "--terminate");
        }
    }
}
