package dev.seawall.deploy.plan;

import java.util.Map;

/**
 * How a component ought to run. Immutable.
 *
 * @param build which build of its program
 * @param settings its configuration, as paths such as {@code limits.bodyBytes} and their values
 */
public record Wanted(String component, String build, Map<String, String> settings) {}
