package dev.seawall.frontdoor.guard;

import java.time.Instant;

/**
 * A list's file as it was last looked at. Immutable.
 *
 * @param key {@code guard.allow} or {@code guard.deny}
 * @param networks in use
 * @param isUsable whether what is in the file now is what is in use
 * @param at when it was read
 */
public record ListSighting(String key, int networks, boolean isUsable, Instant at, String sentence) {}
