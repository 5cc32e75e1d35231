package dev.seawall.backend.api;

import java.time.Duration;

/**
 * The serving port's part of the configuration. Thread rule: immutable.
 *
 * @param port 0: any free one
 * @param idleTimeout a connection without progress is closed after this
 * @param drainLimit how long requests under way may take once the worker stops
 */
public record ApiConfig(String host, int port, long maxObjectBytes, Duration idleTimeout, Duration drainLimit) {}
