package dev.seawall.frontdoor.differential.proxy;

import dev.seawall.frontdoor.differential.wire.Boundary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * nginx as a streaming reverse proxy: one process on loopback with its files in a directory of its own, ended by its
 * handle. Nothing is buffered and no path rewritten; connections to the worker are kept, upgrades to WebSocket passed.
 *
 * <p>Thread rule: as {@link Proxy}.
 */
public final class NginxProxy implements Proxy {
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final int MOST_STARTS = 5;

    /** In angle brackets: a port, the worker's port, the directory. A directive a line. */
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid <directory>/nginx.pid;
            error_log <directory>/error.log error;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path <directory>/body;
              proxy_temp_path <directory>/proxy;
              fastcgi_temp_path <directory>/fastcgi;
              uwsgi_temp_path <directory>/uwsgi;
              scgi_temp_path <directory>/scgi;
              map $http_upgrade $connection_option { default ""; websocket upgrade; }
              upstream worker { server 127.0.0.1:<worker> max_fails=0; keepalive 32; }
              server {
                listen 127.0.0.1:<port>;
                merge_slashes off;
                client_max_body_size 16m;
                keepalive_requests 100000000;
                large_client_header_buffers 4 16k;
                client_header_timeout 3s;
                client_body_timeout 3s;
                send_timeout 3s;
                location = <boundary> { return 404; }
                location / {
                  proxy_pass http://worker;
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header Connection $connection_option;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_buffering off;
                  proxy_buffer_size 64k;
                  proxy_buffers 8 64k;
                  proxy_request_buffering off;
                  proxy_ignore_client_abort on;
                  proxy_connect_timeout 3s;
                  proxy_send_timeout 3s;
                  proxy_read_timeout 3s;
                }
              }
            }
            """;

    private final Path directory;
    private final Process process;
    private final int port;

    private NginxProxy(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** The program; empty where it isn't installed. Debian has it where only the administrator's {@code PATH} leads. */
    public static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Such as {@code 1.22.1}; empty where it isn't installed. */
    public static Optional<String> version() throws IOException {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Process asked = new ProcessBuilder(program.get().toString(), "-v")
                .redirectErrorStream(true)
                .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Optional.of(said.strip().replaceFirst("^.*nginx/([0-9.]+).*$", "$1"));
    }

    /**
     * Starts one, on any free port.
     *
     * @throws IOException when it does not start, with what it said
     */
    public static NginxProxy start(Path program, int workerPort) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("seawall-nginx");
        for (int i = 1; i <= MOST_STARTS; i++) {
            int port = freePort();
            Files.writeString(
                    directory.resolve("nginx.conf"),
                    CONFIGURATION
                            .replace("<directory>", directory.toString())
                            .replace("<worker>", Integer.toString(workerPort))
                            .replace("<port>", Integer.toString(port))
                            .replace("<boundary>", Boundary.PATH));
            Process process = new ProcessBuilder(
                            program.toString(),
                            "-p",
                            directory.toString(),
                            "-c",
                            directory.resolve("nginx.conf").toString(),
                            "-e",
                            directory.resolve("error.log").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            if (isListening(process, port)) {
                return new NginxProxy(directory, process, port);
            }
            process.destroyForcibly();
        }
        String said = Files.readString(directory.resolve("output.log"));
        delete(directory);
        throw new IOException(program + " did not start, " + MOST_STARTS + " times; it said: " + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** False when the process has ended: most likely somebody took the port meanwhile. */
    private static boolean isListening(Process process, int port) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected() && process.isAlive();
            } catch (IOException e) {
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
