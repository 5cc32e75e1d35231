package dev.seawall.frontdoor.routing;

/** What reading a raw path came to: a {@link Refusal} holds for keys and other paths alike. Immutable. */
sealed interface PathReading permits DecodedPath, Refusal {}
