package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.guard.ListSighting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A list of the guard among the observations (docs/protocol.md section 8). Immutable. */
record SeenList(String observer, String subject, String outcome, Instant at, Facts list, String sentence) {

    /** {@code of}: the configuration's key; {@code networks} in use. */
    record Facts(String of, int networks) {}

    static SeenList of(String observer, ListSighting seen) {
        return new SeenList(
                observer,
                "list",
                seen.isUsable() ? "reached" : "failed",
                seen.at().truncatedTo(ChronoUnit.MILLIS),
                new Facts(seen.key(), seen.networks()),
                seen.sentence());
    }
}
