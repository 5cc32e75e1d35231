package dev.seawall.backend;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
import java.util.stream.Stream;

/** The packaged worker as a user starts it, on free ports. Thread rule: started and ended by one thread. */
final class WorkerProcess implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("listening: http=127\\.0\\.0\\.1:(\\d+) admin=127\\.0\\.0\\.1:(\\d+), (.*)");

    private static final String JAR = "target/seawall-backend.jar";

    final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final BufferedReader log;
    private final List<String> lines = new ArrayList<>();
    private int port;
    private int adminPort;
    private String holds = "";

    WorkerProcess(Path config, String... jvmOptions) throws IOException {
        this(
                config,
                Stream.concat(Stream.of(jvmOptions), Stream.of("-jar", JAR)).toList());
    }

    private WorkerProcess(Path config, List<String> program) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As deploy starts it, but compiled lightly: most of it runs once.
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(program);
        command.add("--config");
        command.add(config.toString());
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        log = process.inputReader();
    }

    /** The packaged worker with another main class, one of the tests'. */
    static WorkerProcess on(Class<?> main, Path config) throws IOException {
        String classPath = JAR + File.pathSeparator + "target/test-classes";
        return new WorkerProcess(
                config, List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, main.getName()));
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

    /** The answer to a request for the admin port under another host name. */
    String adminAs(String host) throws IOException {
        try (var connection = new Socket(InetAddress.getLoopbackAddress(), adminPort)) {
            connection.setSoTimeout(30_000);
            String request = "GET /-/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
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
