package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The temporary directory of a run: configurations, a certificate, logs. {@link #close} ends the run's processes and
 * deletes it.
 *
 * <p>Thread rule: used by one thread, but closed by any.
 */
public final class Site implements AutoCloseable {
    /** Of the key store; the certificate is worth nothing. */
    static final String PASSWORD = "benchmark";

    private final Path directory;
    private final Children children;

    private Site(Path directory) {
        this.directory = directory;
        this.children = new Children(directory);
    }

    public static Site make() throws IOException {
        return new Site(Files.createTempDirectory("seawall-bench-"));
    }

    public Children children() {
        return children;
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    /** Writes what everybody shows to clients: {@code cert.pem}, {@code key.pem}, {@code both.pem}, {@code keystore.p12}. */
    void issueCertificate() throws IOException, InterruptedException {
        String key = path("key.pem").toString();
        String certificate = path("cert.pem").toString();
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
                + " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout " + key + " -out " + certificate);
        openssl("pkcs12 -export -passout pass:" + PASSWORD + " -inkey " + key + " -in " + certificate + " -out "
                + path("keystore.p12"));
        Files.writeString(path("both.pem"), Files.readString(path("cert.pem")) + Files.readString(path("key.pem")));
    }

    private void openssl(String options) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(Tool.OPENSSL.path()), Stream.of(options.split(" ", -1)))
                .toList();
        children.run(Layout.allCores(), command);
    }

    /**
     * Writes a resource of this package here, {@code @name@} replaced by the values; {@code directory} and {@code user} are
     * known always.
     */
    public Path fill(String resource, Map<String, String> values) throws IOException {
        Map<String, String> all = new HashMap<>(values);
        all.put("directory", directory.toString());
        all.put("user", System.getProperty("user.name"));
        String text = read(resource);
        for (Map.Entry<String, String> value : all.entrySet()) {
            text = text.replace('@' + value.getKey() + '@', value.getValue());
        }
        Path file = path(resource);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A port that nobody has now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        children.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("could not delete " + directory + ": " + e.getMessage());
        }
    }
}
