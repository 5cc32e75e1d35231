package dev.seawall.frontdoor.http;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import dev.seawall.frontdoor.http.patience.PatienceLimits;
import dev.seawall.frontdoor.http.patience.Tempo;
import java.time.Duration;

/**
 * How much a client may bring, how long it is waited for, and how many there may be. Immutable.
 *
 * @param bodyBytes of content, after which 413
 * @param headerBytes of request line and header fields together, after which 431
 * @param headerCount of header fields, after which 431
 * @param uriBytes of a request's target, after which 414
 * @param headTime from a connection's opening to its first byte, and from a head's first byte to its end
 * @param handshakeTime of TLS
 * @param rateBytes a second, of bodies and answers, that a client must keep up with when it is waited for
 * @param rateTime over which that is counted
 * @param requests on one connection
 * @param connections at once, 0 for as many as the process can bear
 * @param handshakes at once, 0 for a quarter of the connections
 */
public record LimitsConfig(
        @Default("5GiB") long bodyBytes,
        @Default("16KiB") int headerBytes,
        @Default("100") int headerCount,
        @Default("8KiB") int uriBytes,
        @Default("10s") Duration headTime,
        @Default("10s") Duration handshakeTime,
        @Default("1KiB") int rateBytes,
        @Default("10s") Duration rateTime,
        @Default("10000") int requests,
        @Default("0") int connections,
        @Default("0") int handshakes) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_CONNECTIONS = 10_000_000;

    public LimitsConfig {
        new Rules()
                .bytesBetween("bodyBytes", bodyBytes, 0, 1L << 40)
                .bytesBetween("headerBytes", headerBytes, 1 << 10, 1 << 20)
                .between("headerCount", headerCount, 1, 10_000)
                .bytesBetween("uriBytes", uriBytes, 64, 1 << 20)
                .between("headTime", headTime, SHORTEST, LONGEST)
                .between("handshakeTime", handshakeTime, SHORTEST, LONGEST)
                .bytesBetween("rateBytes", rateBytes, 1, 1 << 30)
                .between("rateTime", rateTime, SHORTEST, LONGEST)
                .between("requests", requests, 1, Integer.MAX_VALUE)
                .between("connections", connections, 0, MOST_CONNECTIONS)
                .between("handshakes", handshakes, 0, MOST_CONNECTIONS)
                .check();
    }

    /** How many clients' connections there can be. */
    public int mostConnections() {
        return connections == 0 ? Capacity.connections() : connections;
    }

    /** @param idleTime between requests */
    PatienceLimits patience(Duration idleTime) {
        int most = mostConnections();
        return new PatienceLimits(
                headTime,
                idleTime,
                handshakeTime,
                Tempo.of(rateBytes, rateTime),
                most,
                handshakes == 0 ? Math.max(1, most / 4) : handshakes);
    }
}
