package dev.seawall.frontdoor.http.proxied;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import dev.seawall.frontdoor.guard.ListedNetwork;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose connections begin with a PROXY header. Immutable.
 *
 * @param trusted load balancers, which must send one; anybody else's is a bad request; null: nobody
 * @param headerTime within which it must be there
 */
public record ProxyProtocolConfig(
        @Nullable List<ListedNetwork> trusted,
        @Default("5s") Duration headerTime) {
    public ProxyProtocolConfig {
        new Rules()
                .between("headerTime", headerTime, Duration.ofMillis(10), Duration.ofMinutes(1))
                .check();
    }
}
