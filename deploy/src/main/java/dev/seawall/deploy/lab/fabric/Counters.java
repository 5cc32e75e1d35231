package dev.seawall.deploy.lab.fabric;

/**
 * What an instance's interface has carried since it was made. Immutable.
 *
 * @param receivedBytes that reached the instance
 * @param receiveDrops packets for it that found the queue before its interface full
 * @param sentBytes that left it
 * @param sendDrops packets of its own that found its queue full
 */
public record Counters(long receivedBytes, long receiveDrops, long sentBytes, long sendDrops) {
    public Counters minus(Counters earlier) {
        return new Counters(
                receivedBytes - earlier.receivedBytes,
                receiveDrops - earlier.receiveDrops,
                sentBytes - earlier.sentBytes,
                sendDrops - earlier.sendDrops);
    }
}
