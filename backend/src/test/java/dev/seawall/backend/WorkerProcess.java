package dev.seawall.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged worker as a user starts it, on free ports. Thread rule: started and ended by one thread. */
final class WorkerProcess implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("listening: http=127\\.0\\.0\\.1:(\\d+) admin=127\\.0\\.0\\.1:(\\d+), (.*)");

    final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final BufferedReader log;
    private final List<String> lines = new ArrayList<>();
    private int port;
    private int adminPort;
    private String holds = "";

    WorkerProcess(Path config) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        "target/seawall-backend.jar",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        log = process.inputReader();
    }

    static Path config(Path folder, String extra) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        return Files.writeString(folder.resolve("worker.yaml"), """
                name: worker-1
                deployment: shop
                http: {host: 127.0.0.1, port: 0}
                admin: {host: 127.0.0.1, port: 0}
                data: data
                """ + extra);
    }

    /** Waits for the ready line; fails with what the worker said when it ends before. */
    WorkerProcess ready() throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            lines.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                port = Integer.parseInt(ready.group(1));
                adminPort = Integer.parseInt(ready.group(2));
                holds = ready.group(3);
                return this;
            }
        }
        throw new IllegalStateException("the worker did not start: " + lines);
    }

    /** What the ready line says it found. */
    String holds() {
        return holds;
    }

    int port() {
        return port;
    }

    HttpResponse<byte[]> get(String target) throws IOException, InterruptedException {
        return send(port, HttpRequest.newBuilder().GET(), target);
    }

    String admin(String target) throws IOException, InterruptedException {
        return new String(
                send(adminPort, HttpRequest.newBuilder().GET(), target).body(), StandardCharsets.UTF_8);
    }

    int put(String target, byte[] body) throws IOException, InterruptedException {
        return send(port, HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofByteArray(body)), target)
                .statusCode();
    }

    private HttpResponse<byte[]> send(int to, HttpRequest.Builder request, String target)
            throws IOException, InterruptedException {
        HttpRequest built = request.uri(URI.create("http://127.0.0.1:" + to + target))
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(built, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** SIGTERM; unlike {@link Process#destroy} this leaves the log readable. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** The exit code, once the process has ended. */
    int exitCode() throws IOException, InterruptedException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            lines.add(line);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the worker did not end: " + lines);
        }
        return process.exitValue();
    }

    String log() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.shutdownNow();
    }
}
