package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A proxy to be compared: how it is configured and started. Immutable. */
public enum Peer {
    SEAWALL("Seawall, default guards", null) {
        @Override
        List<String> command(Site site, Map<String, String> values, List<String> javaOptions) throws IOException {
            return frontDoor(site, values, javaOptions);
        }
    },
    UNGUARDED("Seawall, guards off", null) {
        @Override
        List<String> command(Site site, Map<String, String> values, List<String> javaOptions) throws IOException {
            return frontDoor(site, values, javaOptions);
        }

        @Override
        void prepare(int adminPort) throws IOException, InterruptedException {
            GuardsOff.at(adminPort);
        }
    },
    HAPROXY("HAProxy", Tool.HAPROXY) {
        @Override
        List<String> command(Site site, Map<String, String> values, List<String> javaOptions) throws IOException {
            Path config = site.fill("haproxy.cfg", values);
            return List.of(Tool.HAPROXY.path(), "-db", "-f", config.toString());
        }
    },
    NGINX("nginx", Tool.NGINX) {
        @Override
        List<String> command(Site site, Map<String, String> values, List<String> javaOptions) throws IOException {
            return nginx(site, site.fill("nginx.conf", values));
        }
    },
    JETTY("Jetty ProxyHandler, as it comes", null) {
        @Override
        List<String> command(Site site, Map<String, String> values, List<String> javaOptions) {
            return java(
                    javaOptions,
                    "-cp",
                    System.getProperty("java.class.path"),
                    JettyReverseProxy.class.getName(),
                    Objects.requireNonNull(values.get("http")),
                    Objects.requireNonNull(values.get("https")),
                    Objects.requireNonNull(values.get("origin")),
                    site.path("keystore.p12").toString(),
                    Site.PASSWORD);
        }
    };

    /**
     * Heap and collector as ./seawall gives them to a front door (deploy's JavaCommand); what it adds for a quicker start
     * makes no difference here.
     */
    public static final List<String> JAVA_OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    final String title;

    /** Null where it is a program of our own, which runs on Java. */
    final @Nullable Tool tool;

    Peer(String title, @Nullable Tool tool) {
        this.title = title;
        this.tool = tool;
    }

    /**
     * Writes its configuration.
     *
     * @param values {@code http}, {@code https}, {@code admin}, {@code origin}: ports; {@code threads}; {@code idle-timeout}
     * @return the command that starts it in the foreground
     */
    abstract List<String> command(Site site, Map<String, String> values, List<String> javaOptions) throws IOException;

    /** What is left to do once it listens. */
    void prepare(int adminPort) throws IOException, InterruptedException {}

    /** As it is called in options and logs. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** It needs to be warmed before what it does means anything. */
    boolean isJava() {
        return tool == null;
    }

    /** The packaged front door. */
    public static Path jar() {
        return Path.of(System.getProperty("seawall.home", "."), "frontdoor/target/seawall-frontdoor.jar");
    }

    private static List<String> frontDoor(Site site, Map<String, String> values, List<String> javaOptions)
            throws IOException {
        Path config = site.fill("frontdoor.yaml", values);
        return java(javaOptions, "-jar", jar().toString(), "--config", config.toString());
    }

    static List<String> nginx(Site site, Path config) {
        String log = site.path("nginx-error.log").toString();
        return List.of(Tool.NGINX.path(), "-e", log, "-c", config.toString(), "-g", "daemon off;");
    }

    /** A command of the JDK that runs the benchmark. */
    public static String jdk(String command) {
        return Path.of(System.getProperty("java.home"), "bin", command).toString();
    }

    public static List<String> java(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(jdk("java"));
        command.addAll(options);
        command.addAll(List.of(arguments));
        return command;
    }
}
