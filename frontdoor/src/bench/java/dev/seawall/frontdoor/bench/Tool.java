package dev.seawall.frontdoor.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that the benchmark starts, and the Debian package that brings it. Immutable. */
public enum Tool {
    TASKSET("util-linux", "--version"),
    PRLIMIT("util-linux", "--version"),
    OPENSSL("openssl", "version"),
    NGINX("nginx", "-v"),
    HAPROXY("haproxy", "-v"),
    WRK("wrk", "-v"),
    H2LOAD("nghttp2-client", "--version"),
    PERF("linux-perf", "--version");

    private final String debianPackage;
    final String versionOption;

    Tool(String debianPackage, String versionOption) {
        this.debianPackage = debianPackage;
        this.versionOption = versionOption;
    }

    String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With its directory: Debian's nginx and haproxy are in /usr/sbin, which isn't on every PATH. */
    public String path() {
        return find().orElse(command());
    }

    private Optional<String> find() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, command()))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /**
     * Refuses to go on without them.
     *
     * @throws BenchmarkException naming all that are not there, and the command that installs them
     */
    public static void require(Collection<Tool> tools) throws BenchmarkException {
        List<Tool> missing =
                tools.stream().filter(tool -> tool.find().isEmpty()).toList();
        if (!missing.isEmpty()) {
            String names = missing.stream().map(Tool::command).collect(Collectors.joining(", "));
            String packages = missing.stream()
                    .map(tool -> tool.debianPackage)
                    .distinct()
                    .collect(Collectors.joining(" "));
            throw new BenchmarkException("did not find " + names
                    + " on the PATH or in /usr/sbin. On Debian: sudo apt install " + packages);
        }
    }
}
