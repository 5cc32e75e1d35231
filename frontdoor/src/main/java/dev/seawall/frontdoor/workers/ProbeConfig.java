package dev.seawall.frontdoor.workers;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import java.time.Duration;

/** How often each worker is asked whether it can be reached, and for how long an answer is waited. Immutable. */
public record ProbeConfig(
        @Default("1s") Duration interval, @Default("1s") Duration timeout) {
    public ProbeConfig {
        new Rules()
                .between("interval", interval, Duration.ofMillis(10), Duration.ofHours(1))
                .between("timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(1))
                .check();
    }
}
