package dev.seawall.frontdoor.guard;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one client's network may take of a front door. A network is an IPv4 address or an IPv6 /64; the wider one around
 * it, a /24 or /48, may have {@code neighbours} times as much.
 *
 * @param requestsPerSecond an office of a thousand people behind one address asks for less; HTTP/2 streams count
 * @param connectionsPerSecond new ones
 * @param burst how long a network that was quiet may save up for
 * @param connectionShare percent of the connections that are still free that a network may hold
 * @param ban for a network that goes on asking at twice its rate
 * @param networks remembered at once, 64 bytes each, and a quarter as many wider ones
 * @param exempt never limited; null: all that the Internet does not route
 * @param allow file of networks that are never limited; null: none
 * @param deny file of networks that are not let in; null: none
 */
public record GuardConfig(
        @Default("short") Enforcement enforce,
        @Default("1000") int requestsPerSecond,
        @Default("200") int connectionsPerSecond,
        @Default("5s") Duration burst,
        @Default("4") int neighbours,
        @Default("50") int connectionShare,
        @Default("10s") Duration ban,
        @Default("65536") int networks,
        @Nullable List<ListedNetwork> exempt,
        @Nullable Path allow,
        @Nullable Path deny) {
    /**
     * What no client on the Internet can have (RFC 6890): this computer, private networks, carriers' inner ones, links,
     * and those of documentation and benchmarks, which the flood lab uses. Load balancers and load generators are there.
     */
    static final List<Network> UNROUTED = Stream.of(
                    "127.0.0.0/8",
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "169.254.0.0/16",
                    "192.0.2.0/24",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "198.18.0.0/15",
                    "::1/128",
                    "fc00::/7",
                    "fe80::/10",
                    "2001:db8::/32")
            .map(Network::parse)
            .toList();

    public GuardConfig {
        new Rules()
                .between("requestsPerSecond", requestsPerSecond, 1, 10_000_000)
                .between("connectionsPerSecond", connectionsPerSecond, 1, 10_000_000)
                .between("burst", burst, Duration.ofSeconds(1), Duration.ofMinutes(1))
                .between("neighbours", neighbours, 1, 256)
                .between("connectionShare", connectionShare, 1, 1000)
                .between("ban", ban, Duration.ofMillis(100), Duration.ofHours(1))
                .between("networks", networks, 1024, 1 << 20)
                .check();
    }

    List<Network> exemptOrUnrouted() {
        return exempt == null
                ? UNROUTED
                : exempt.stream().map(ListedNetwork::parsed).toList();
    }
}
