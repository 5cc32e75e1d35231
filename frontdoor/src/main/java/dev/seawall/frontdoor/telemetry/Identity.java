package dev.seawall.frontdoor.telemetry;

import java.time.Instant;

/**
 * Who speaks in metrics, observations and on the dashboard.
 *
 * @param component the front door's name, {@code front-door-1}
 * @param deployment the blueprint's name
 */
public record Identity(String component, String deployment, String version, Instant startedAt) {}
