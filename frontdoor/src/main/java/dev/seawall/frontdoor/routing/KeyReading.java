package dev.seawall.frontdoor.routing;

/** What reading a path's key came to. Immutable. */
sealed interface KeyReading permits ObjectKey, Refusal {}
