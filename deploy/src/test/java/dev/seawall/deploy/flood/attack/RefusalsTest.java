package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real program on this computer, outside of any lab: it never attacks. */
class RefusalsTest {
    @Test
    void onThisComputerItDoesNotEvenAttackLoopback() throws Exception {
        try (var victim = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var ended = Program.run(Program.orders("--target", "127.0.0.1:" + victim.getLocalPort()));

            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("refused", "127.0.0.1 is none of the lab's addresses");
            assertThat(ended.out()).isEmpty();
            victim.setSoTimeout(1);
            assertThat(receives(victim)).isFalse();
        }
    }

    private static boolean receives(DatagramSocket socket) throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[1500], 1500));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void outsideOfTheLabItRefusesTheLabsAddressesToo() throws Exception {
        var ended = Program.run(Program.orders());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("refused", "./seawall flood");
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--target, 8.8.8.8:53, none of the lab's addresses",
        "--target, 203.0.114.11:80, none of the lab's addresses",
        "--target, 10.62.0.1:80, none of the lab's addresses",
        "--target, 192.0.2.2:80, none of the lab's addresses",
        "--rate, 2000000001, must be 1 to 2000000000",
        "--seconds, 601, must be 1 to 600",
        "--connections, 50001, must be 1 to 50000"
    })
    void whatIsOutOfBoundsIsRefused(String option, String value, String reason) {
        var orders = Orders.of(List.of(Program.orders(option, value)));

        assertThatThrownBy(() -> LabOnly.check(orders))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }
}
