package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import java.time.Duration;

/** How long a stop waits for the requests in flight. Immutable. */
public record DrainConfig(@Default("30s") Duration limit) {
    public DrainConfig {
        new Rules().between("limit", limit, Duration.ZERO, Duration.ofHours(1)).check();
    }
}
