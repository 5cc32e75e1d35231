package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import java.time.Duration;

/**
 * How long a worker is waited for. Immutable.
 *
 * @param handshakeTimeout for TLS with a worker, once connected
 * @param firstByteTimeout from the request's last byte to the response's first
 * @param idleTimeout without a byte either way
 */
public record RelayConfig(
        @Default("500ms") Duration connectTimeout,
        @Default("5s") Duration handshakeTimeout,
        @Default("30s") Duration firstByteTimeout,
        @Default("30s") Duration idleTimeout) {
    private static final Duration LOWEST = Duration.ofMillis(1);

    public RelayConfig {
        new Rules()
                .between("connectTimeout", connectTimeout, LOWEST, Duration.ofMinutes(10))
                .between("handshakeTimeout", handshakeTimeout, LOWEST, Duration.ofMinutes(10))
                .between("firstByteTimeout", firstByteTimeout, LOWEST, Duration.ofHours(1))
                .between("idleTimeout", idleTimeout, LOWEST, Duration.ofHours(1))
                .check();
    }

    /** One time for everything. */
    public static RelayConfig within(Duration each) {
        return new RelayConfig(each, each, each, each);
    }
}
