package dev.seawall.deploy.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who listens, as this computer's own tables tell it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc/net/tcp")
class ListeningPortsTest {
    @Test
    void listenersAreSeenAndConnectionsAreNotHoweverManyThereAre() throws IOException {
        List<Socket> connections = new ArrayList<>();
        try (var first = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 100; i++) {
                connections.add(new Socket(first.getInetAddress(), first.getLocalPort()));
            }
            try (var second = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 2}))) {
                var seen = ListeningPorts.ofThisComputer();

                assertThat(seen.get("127.0.0.1"))
                        .contains(first.getLocalPort())
                        .doesNotContainAnyElementsOf(
                                connections.stream().map(Socket::getLocalPort).toList());
                assertThat(seen.get("127.0.0.2")).contains(second.getLocalPort());
            }
        } finally {
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }
}
