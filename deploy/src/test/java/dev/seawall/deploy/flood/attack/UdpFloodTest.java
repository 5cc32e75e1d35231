package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.record.Attack;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UdpFloodTest {
    private static final int PACKETS = 2_000;

    @Test
    void packetsHaveManySizesAndPortsAndAreCountedWithTheirHeaders() throws Exception {
        try (var victim = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            victim.setReceiveBufferSize(4 << 20);
            victim.setSoTimeout(30_000);
            var tally = new Tally();
            var target = new InetSocketAddress(victim.getLocalAddress(), victim.getLocalPort());
            Thread flood = Thread.ofPlatform().daemon().start(() -> flood(target, tally));

            Set<Integer> sizes = new HashSet<>();
            Set<Integer> ports = new HashSet<>();
            long bytes = 0;
            for (int i = 0; i < PACKETS; i++) {
                var packet = new DatagramPacket(new byte[2_000], 2_000);
                victim.receive(packet);
                sizes.add(packet.getLength());
                ports.add(packet.getPort());
                bytes += packet.getLength();
            }
            flood.interrupt();
            flood.join();

            assertThat(sizes).hasSizeGreaterThan(500).allMatch(size -> size >= 600 && size <= 1400);
            assertThat(bytes / PACKETS).isBetween(950L, 1_050L);
            assertThat(ports).hasSize(16);
            Attack attack = tally.take(Orders.of(List.of(Program.orders())), 0, 1);
            assertThat(attack.operations()).isGreaterThanOrEqualTo(PACKETS);
            assertThat(attack.bits() / attack.operations()).isBetween(8 * 1_000L, 8 * 1_092L);
            assertThat(attack.bits()).isGreaterThanOrEqualTo(8 * (bytes + PACKETS * 46L));
        }
    }

    private static void flood(InetSocketAddress target, Tally tally) {
        try {
            new UdpFlood(target, 50_000_000, tally, System::nanoTime).run();
        } catch (IOException e) {
            tally.count(e.toString());
        }
    }

    @Test
    void arrivalsHaveTheMeanAndTheSpreadOfAPoissonProcess() {
        var arrivals = new Arrivals(1_000, new SplittableRandom(7));
        int gaps = 100_000;
        double sum = 0;
        int longerThanMean = 0;
        int longerThanThree = 0;

        for (int i = 0; i < gaps; i++) {
            double gap = arrivals.nextGapNanos();
            sum += gap;
            longerThanMean += gap > 1e6 ? 1 : 0;
            longerThanThree += gap > 3e6 ? 1 : 0;
        }

        assertThat(sum / gaps).isBetween(0.98e6, 1.02e6);
        assertThat(longerThanMean / (double) gaps).isBetween(0.36, 0.376);
        assertThat(longerThanThree / (double) gaps).isBetween(0.047, 0.053);
    }
}
