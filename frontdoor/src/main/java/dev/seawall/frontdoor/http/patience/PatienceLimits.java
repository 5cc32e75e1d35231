package dev.seawall.frontdoor.http.patience;

import java.time.Duration;

/**
 * How long clients are waited for. Immutable.
 *
 * @param headTime from a connection's opening to its first byte, and from a head's first byte to its end
 * @param idleTime between requests, while there are few connections
 * @param handshakeTime of TLS
 * @param tempo the least rate of bodies and answers
 * @param connections at once
 * @param handshakes at once
 */
public record PatienceLimits(
        Duration headTime, Duration idleTime, Duration handshakeTime, Tempo tempo, int connections, int handshakes) {}
