package dev.seawall.deploy.flood.polite;

import java.time.Duration;

/**
 * How much a person's own target is asked. Immutable.
 *
 * @param perSecond requests, evenly spaced, whatever happens to those before
 * @param lasting for how long requests are sent
 * @param timeout after which a request is given up, counted from when it was due
 * @param connections at most at once
 */
public record Pace(double perSecond, Duration lasting, Duration timeout, int connections) {
    /** One person's computer shall not become somebody's flood: an attack needs the lab, and stays there. */
    public static final int MOST_PER_SECOND = 2000;

    public static final int MOST_CONNECTIONS = 1024;
    private static final double LEAST_PER_SECOND = 0.1;
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    public Pace {
        if (!(perSecond >= LEAST_PER_SECOND && perSecond <= MOST_PER_SECOND)) {
            throw new IllegalArgumentException("--rate must be " + LEAST_PER_SECOND + " to " + MOST_PER_SECOND
                    + " requests per second, not " + perSecond + ": this command never sends more");
        }
        if (lasting.compareTo(LEAST) < 0 || lasting.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("--duration must be 100 ms to 24 h, not " + lasting.toMillis() + " ms");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("--timeout must be 1 ms to 10 min, not " + timeout.toMillis() + " ms");
        }
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "--connections must be 1 to " + MOST_CONNECTIONS + ", not " + connections);
        }
    }
}
