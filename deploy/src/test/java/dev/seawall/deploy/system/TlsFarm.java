package dev.seawall.deploy.system;

import dev.seawall.deploy.tls.DeploymentAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged programs with mutual TLS between them: two workers and a front door, on free ports. Thread rule: built and
 * closed by one thread.
 */
final class TlsFarm implements AutoCloseable {
    private static final List<String> SLOTS = List.of("worker-1", "worker-2", "front-door-1");
    private static final Pattern LISTENING =
            Pattern.compile("http=127\\.0\\.0\\.1:(\\d+) .*admin=127\\.0\\.0\\.1:(\\d+)");

    private final Path directory;
    private final DeploymentAuthority authority = DeploymentAuthority.create("shop", Instant.now());
    private final Map<String, Matcher> ports = new TreeMap<>();
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient admin = HttpClient.newHttpClient();

    TlsFarm(Path directory) throws Exception {
        this.directory = directory;
        for (String slot : SLOTS) {
            Files.createDirectories(directory.resolve(slot).resolve("data"));
            Files.writeString(directory.resolve(slot).resolve("ca.pem"), authority.certificatePem());
            identify(slot);
        }
        start("worker-1", "backend", worker("worker-1"));
        start("worker-2", "backend", worker("worker-2"));
        start("front-door-1", "frontdoor", frontDoor());
        awaitReached("worker-1");
        awaitReached("worker-2");
    }

    /** The first handshake of cold programs may take longer than a request may wait for it. */
    private void awaitReached(String worker) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!admin("front-door-1", "/-/observations").contains("front-door-1 reached " + worker)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the front door does not reach " + worker + ":\n" + log("front-door-1"));
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static String worker(String slot) {
        return """
                name: %s
                deployment: shop
                http: {host: 127.0.0.1, port: 0}
                tls: {authority: ca.pem, certificate: cert.pem, privateKey: key.pem}
                admin: {host: 127.0.0.1, port: 0}
                data: data
                """.formatted(slot);
    }

    private String frontDoor() {
        return """
                name: front-door-1
                deployment: shop
                http: {host: 127.0.0.1, port: 0}
                admin: {host: 127.0.0.1, port: 0}
                workers:
                  - {name: worker-1, host: 127.0.0.1, port: %d}
                  - {name: worker-2, host: 127.0.0.1, port: %d}
                workerTls: {authority: ca.pem, certificate: cert.pem, privateKey: key.pem}
                routes:
                  - {match: /v1/objects/, owner: path}
                  - {match: /v1/objects, owner: all}
                """.formatted(port("worker-1"), port("worker-2"));
    }

    private void start(String slot, String module, String settings) throws Exception {
        Path home = directory.resolve(slot);
        Path config = Files.writeString(home.resolve("config.yaml"), settings);
        Path log = home.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + archive(module),
                        "-Xlog:disable",
                        "-jar",
                        Path.of("..", module, "target", "seawall-" + module + ".jar")
                                .toString(),
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.add(process);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Matcher listening = LISTENING.matcher("");
        while (!listening.find()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IllegalStateException(slot + " does not serve:\n" + Files.readString(log));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
            listening = LISTENING.matcher(Files.readString(log));
        }
        ports.put(slot, listening);
    }

    /** Of a program's classes: left by the first of its processes to end. */
    private static Path archive(String module) {
        return Path.of("target", "tested-" + module + ".jsa").toAbsolutePath();
    }

    /** Where a component serves. */
    int port(String slot) {
        return Integer.parseInt(ports.get(slot).group(1));
    }

    String log(String slot) throws IOException {
        return Files.readString(directory.resolve(slot).resolve("log"));
    }

    Path authorityFile() {
        return directory.resolve("front-door-1").resolve("ca.pem");
    }

    /** Puts a new certificate and key where the slot's are, one after the other, and gives its serial. */
    String identify(String slot) throws IOException {
        var identity = authority.issue(slot, List.of("127.0.0.1"), Instant.now());
        put(slot, "cert.pem", identity.certificatePem());
        put(slot, "key.pem", identity.privateKeyPem());
        return DeploymentAuthority.serial(identity.certificatePem());
    }

    private void put(String slot, String file, String text) throws IOException {
        Path beside = Files.writeString(directory.resolve(slot).resolve(file + ".new"), text);
        Files.move(beside, directory.resolve(slot).resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of a component's admin port. */
    String admin(String slot, String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + ports.get(slot).group(2) + path);
        return admin.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        admin.close();
        for (Process process : processes.reversed()) {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
