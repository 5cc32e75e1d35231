package dev.seawall.frontdoor.guard;

import java.time.Duration;

/**
 * What networks may take, the wider ones {@code neighbours} times as much. Immutable: a new one replaces it.
 *
 * @param policy how requests are limited, for {@code RateLimit-Policy}
 */
record Rates(
        Allowance requests, Allowance wideRequests, Allowance connections, Allowance wideConnections, String policy) {

    /** @param percent of the requests that the configuration says */
    static Rates of(GuardConfig config, int percent) {
        Duration burst = config.burst();
        long requests = Math.max(1, (long) config.requestsPerSecond() * percent / 100);
        long connections = config.connectionsPerSecond();
        return new Rates(
                Allowance.of(requests, burst),
                Allowance.of(requests * config.neighbours(), burst),
                Allowance.of(connections, burst),
                Allowance.of(connections * config.neighbours(), burst),
                "\"requests\";q=" + requests * Math.max(1, burst.toMillis()) / 1000 + ";w="
                        + burst.plusMillis(999).toSeconds());
    }
}
