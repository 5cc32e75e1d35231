package dev.seawall.deploy.plan;

import java.util.Map;

/** How a component was seen to run; the fields mean what they do in {@link Wanted}. Immutable. */
public record Running(String component, String build, Map<String, String> settings) {}
