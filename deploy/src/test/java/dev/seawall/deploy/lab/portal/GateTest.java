package dev.seawall.deploy.lab.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of the way into a sandbox, on this computer's loopback. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "all of 127.0.0.0/8 is loopback there")
class GateTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    Path directory;

    /** Whoever connects hears who it seems to be, and then what it says. */
    private static ServerSocket mirror() throws IOException {
        var server = new ServerSocket(0, 50, HERE);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = server.accept();
                    Thread.ofVirtual().start(() -> reflect(client));
                }
            } catch (IOException e) {
                // Closed.
            }
        });
        return server;
    }

    private static void reflect(Socket client) {
        try (client) {
            var out = client.getOutputStream();
            out.write((client.getInetAddress().getHostAddress() + " ").getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String ask(int port, String words) throws IOException {
        try (var socket = new Socket(HERE, port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }

    private Gate gate(int server) throws IOException {
        return Gate.open(directory, new InetSocketAddress(HERE, server), machine -> {
            assertThat(machine).isEqualTo("127.0.0.1");
            return new InetSocketAddress(machine.replace("127.0.0.1", "127.61.0.11"), 0);
        });
    }

    @Test
    void aConnectionOutwardsArrivesWithItsBytesAndTheirEnd() throws IOException {
        try (var server = mirror();
                var gate = gate(server.getLocalPort());
                var portal = Forwarder.open(UnixDomainSocketAddress.of(directory.resolve(Gate.OUT)), Portal::connect)) {
            int port = free();
            var inside = new InetSocketAddress(HERE, server.getLocalPort());
            try (var outwards = Forwarder.open(new InetSocketAddress(HERE, port), gate.to(inside))) {
                assertThat(ask(port, "hello")).isEqualTo("127.0.0.1 hello");
                assertThat(outwards).isNotNull();
            }
            assertThat(portal).isNotNull();
        }
    }

    @Test
    void whatCannotBeReachedInsideBreaksTheConnectionOutside() throws IOException {
        try (var gate = gate(free());
                var silent = new Socket();
                var portal = Forwarder.open(UnixDomainSocketAddress.of(directory.resolve(Gate.OUT)), Portal::connect)) {
            // A port that is taken, so that nobody else can listen there meanwhile, and where nobody listens.
            silent.bind(new InetSocketAddress(HERE, 0));
            int port = free();
            var inside = new InetSocketAddress(HERE, silent.getLocalPort());
            try (var outwards = Forwarder.open(new InetSocketAddress(HERE, port), gate.to(inside))) {
                assertThatThrownBy(() -> ask(port, "")).isInstanceOf(SocketException.class);
                assertThat(outwards).isNotNull();
            }
            assertThat(portal).isNotNull();
        }
    }

    @Test
    void theServerSeesWhichMachineAsks() throws IOException {
        try (var server = mirror();
                var gate = gate(server.getLocalPort())) {
            int port = free();
            Path in = directory.resolve(Gate.IN);
            try (var inwards =
                    Forwarder.open(new InetSocketAddress(HERE, port), client -> Portal.announce(client, in))) {
                assertThat(ask(port, "hello")).isEqualTo("127.61.0.11 hello");
                assertThat(inwards).isNotNull();
            }
            assertThat(gate).isNotNull();
        }
    }
}
