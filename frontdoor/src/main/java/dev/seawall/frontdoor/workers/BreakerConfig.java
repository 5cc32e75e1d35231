package dev.seawall.frontdoor.workers;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import java.time.Duration;

/**
 * When a worker that fails is left alone. Immutable.
 *
 * @param failures that open the breaker
 * @param openFor how long it stays open before the next try
 * @param slowStart how long a worker that is reached again is given less than it can bear
 */
public record BreakerConfig(
        @Default("5") int failures,
        @Default("2s") Duration openFor,
        @Default("5s") Duration slowStart) {
    public BreakerConfig {
        new Rules()
                .between("failures", failures, 1, 1000)
                .between("openFor", openFor, Duration.ofMillis(10), Duration.ofHours(1))
                .between("slowStart", slowStart, Duration.ZERO, Duration.ofMinutes(10))
                .check();
    }
}
