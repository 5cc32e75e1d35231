package dev.seawall.deploy.flood.record;

/**
 * What a probe saw that writes 4 KiB to a worker's volume and makes them durable, one after the other, as fast as they
 * come back.
 *
 * @param worker such as {@code worker-1}
 * @param done finished in the interval
 * @param failed ended in an error
 * @param pendingMillis for how long the one under way at the interval's end had been waiting
 * @param latency of those done
 */
public record Fsyncs(long at, long millis, String worker, long done, long failed, long pendingMillis, Latency latency)
        implements Entry {}
