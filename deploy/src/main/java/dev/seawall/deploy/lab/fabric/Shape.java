package dev.seawall.deploy.lab.fabric;

import java.util.List;

/**
 * What an interface lets through in each direction: a rate, and a queue that drops what comes when it is full (drop-tail),
 * as a network card has. Immutable.
 *
 * @param bitsPerSecond of Ethernet frames; 0 for no limit
 * @param queuePackets that wait at most
 */
public record Shape(long bitsPerSecond, int queuePackets) {
    public static final Shape UNLIMITED = new Shape(0, 0);

    private static final long LEAST_BITS = 1_000_000;

    /** Two Ethernet frames: a smaller bucket would never let a full one pass. */
    private static final long LEAST_BURST_BYTES = 3_200;

    /** Of the bucket's own queue, which the packet queue below it makes unimportant. */
    private static final long BYTES_PER_PACKET = 1_600;

    public Shape {
        if (bitsPerSecond != 0 && (bitsPerSecond < LEAST_BITS || queuePackets < 1)) {
            throw new IllegalArgumentException(
                    "an interface needs 1 Mbit/s at least and a queue of 1 packet; asked for " + bitsPerSecond
                            + " bit/s, " + queuePackets + " packets");
        }
    }

    public boolean isLimited() {
        return bitsPerSecond > 0;
    }

    /**
     * The lines for {@code tc -batch} that shape a device's way out: tc-tbf(8) with a burst of 1 ms of the rate, and
     * tc-pfifo(8) in it. For a device that has no queueing discipline yet: replacing one keeps its child and misreads the
     * limit.
     */
    List<String> disciplines(String device) {
        if (!isLimited()) {
            return List.of();
        }
        long burst = Math.max(LEAST_BURST_BYTES, bitsPerSecond / 8 / 1000);
        return List.of(
                "qdisc add dev " + device + " root handle 1: tbf rate " + bitsPerSecond + "bit burst " + burst
                        + " limit " + Math.max(burst, BYTES_PER_PACKET * queuePackets),
                "qdisc add dev " + device + " parent 1:1 handle 10: pfifo limit " + queuePackets);
    }
}
