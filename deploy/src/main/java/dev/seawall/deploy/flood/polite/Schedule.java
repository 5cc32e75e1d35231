package dev.seawall.deploy.flood.polite;

/**
 * When each request is due: evenly spaced from the start on, whatever happens to those before. That is what keeps a
 * stalled server from being asked less, and so from looking better than it is (Gil Tene, "How NOT to Measure Latency",
 * 2013: coordinated omission). Each moment is reckoned from the start, so nothing adds up. Immutable.
 *
 * @param perSecond the rate
 * @param total how many there are, numbered from 0
 */
record Schedule(double perSecond, long total) {
    private static final double SECOND = 1e9;

    static Schedule lasting(double seconds, double perSecond) {
        return new Schedule(perSecond, Math.max(1, Math.round(seconds * perSecond)));
    }

    /** When a request is due, in nanoseconds from the start. */
    long dueNanos(long number) {
        return (long) (number * SECOND / perSecond);
    }

    /** The first request that is due then or later; {@link #total} when none is. */
    long firstFrom(long nanos) {
        long number = Math.max(0, (long) (nanos * perSecond / SECOND) - 1);
        while (number < total && dueNanos(number) < nanos) {
            number++;
        }
        return Math.min(number, total);
    }

    /** When the last one is due. */
    long lastNanos() {
        return dueNanos(total - 1);
    }
}
