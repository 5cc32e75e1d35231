package dev.seawall.deploy.flood.record;

/**
 * What a component used in an interval.
 *
 * @param component such as {@code front-door-1}
 * @param cpuMillis processor time of its programs, user and system
 * @param receivedBytes by its interface; before that, {@code receiveDrops} packets found the queue full
 * @param residentBytes of its programs at the interval's end
 */
public record Usage(
        long at,
        long millis,
        String component,
        long cpuMillis,
        long receivedBytes,
        long receiveDrops,
        long sentBytes,
        long sendDrops,
        long residentBytes)
        implements Entry {}
