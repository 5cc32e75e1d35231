package dev.seawall.backend.volume;

import dev.seawall.backend.config.Default;
import dev.seawall.backend.config.Rules;
import java.time.Duration;

/**
 * How the volume's fsync latency is measured. Immutable.
 *
 * @param interval from the end of one fsync to the begin of the next
 * @param slow an fsync under way for longer is reported as one that has not returned
 * @param stuck one under way for longer makes the worker not ready
 */
public record ProbeConfig(
        @Default("1s") Duration interval,
        @Default("1s") Duration slow,
        @Default("5s") Duration stuck) {
    public ProbeConfig {
        new Rules()
                .between("interval", interval, Duration.ofMillis(100), Duration.ofMinutes(1))
                .between("slow", slow, Duration.ofMillis(1), Duration.ofHours(1))
                .between("stuck", stuck, Duration.ofMillis(1), Duration.ofHours(1))
                .that(
                        slow.compareTo(stuck) <= 0,
                        "slow",
                        "must not be longer than stuck, " + slow.toMillis() + " ms is longer than " + stuck.toMillis()
                                + " ms")
                .check();
    }
}
