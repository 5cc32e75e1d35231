package dev.seawall.frontdoor.http.proxied;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawWorker;
import dev.seawall.frontdoor.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load balancer that others wrote, in front of a real front door; it must be installed. */
class HaproxyTest {
    private static final String CLIENT = "127.0.0.5";

    private static final String DEFAULTS = """
            defaults
              mode tcp
              timeout connect 5s
              timeout client 10s
              timeout server 10s
            """;

    @TempDir
    private Path folder;

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void bothVersionsNameTheClientInTheClearAndInFrontOfTls() throws Exception {
        Optional<Path> haproxy = program();
        assumeTrue(haproxy.isPresent(), "haproxy is not installed");
        TestAuthority.Identity identity = new TestAuthority(folder).issue("public");
        String https = "https: {host: 127.0.0.1, port: 0, certificate: \"%s\", privateKey: \"%s\"}"
                .formatted(identity.certificate(), identity.privateKey());
        String trusting = "proxyProtocol: {trusted: [{network: 127.0.0.1/32}]}";
        try (var worker = new RawWorker(RawWorker.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), null);
                var door = FrontDoorUnderTest.with(List.of(https, trusting), worker)) {
            int[] ports = {freePort(), freePort(), freePort(), freePort()};
            Path configuration = Files.writeString(
                    folder.resolve("haproxy.cfg"),
                    DEFAULTS
                            + listen(ports[0], door.port(), "send-proxy")
                            + listen(ports[1], door.port(), "send-proxy-v2 proxy-v2-options crc32c,unique-id")
                            + listen(ports[2], door.door().httpsPort(), "send-proxy-v2-ssl")
                            + listen(ports[3], door.port(), "send-proxy-v2 check inter 100ms"));
            Process process = new ProcessBuilder(haproxy.get().toString(), "-db", "-f", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("haproxy.log").toFile())
                    .start();
            try {
                for (int port : ports) {
                    assertThat(answer(
                                    port, port == ports[2] ? identity.context().getSocketFactory() : null))
                            .startsWith("HTTP/1.1 200 OK");
                    assertThat(worker.next().values("X-Forwarded-For")).containsExactly(CLIENT);
                }
            } finally {
                process.destroy();
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static String listen(int port, int door, String how) {
        return "listen way-%d%n  bind 127.0.0.1:%d%n  server door 127.0.0.1:%d %s%n".formatted(port, port, door, how);
    }

    /** From an address that only the PROXY header can tell of. */
    private static String answer(int port, @Nullable SSLSocketFactory tls) throws IOException {
        try (Socket plain = connect(port);
                Socket socket = tls == null ? plain : tls.createSocket(plain, "127.0.0.1", port, true)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static Socket connect(int port) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            var socket = new Socket();
            try {
                socket.bind(new InetSocketAddress(CLIENT, 0));
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return socket;
            } catch (IOException e) {
                socket.close();
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
        }
    }
}
