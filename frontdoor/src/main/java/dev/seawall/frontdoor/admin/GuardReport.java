package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.guard.GuardFacts;
import dev.seawall.frontdoor.guard.RefusalReason;
import dev.seawall.frontdoor.telemetry.Identity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code GET /-/guard} (docs/protocol.md section 8; golden: docs/protocol/guard.json). */
record GuardReport(
        String component,
        Instant now,
        String enforce,
        boolean enforced,
        List<String> shortOf,
        int remembered,
        Map<String, Long> refused,
        Map<String, Long> spared,
        List<Network> networks) {

    static GuardReport of(Identity identity, Instant now, GuardFacts facts) {
        Instant asOf = now.truncatedTo(ChronoUnit.MILLIS);
        return new GuardReport(
                identity.component(),
                asOf,
                facts.enforce().name().toLowerCase(Locale.ROOT),
                facts.enforced(),
                facts.shortOf(),
                facts.remembered(),
                labelled(facts.refused()),
                labelled(facts.spared()),
                facts.exceeding().stream().map(each -> Network.of(each, asOf)).toList());
    }

    private static Map<String, Long> labelled(Map<RefusalReason, Long> counts) {
        Map<String, Long> labelled = new LinkedHashMap<>();
        counts.forEach((reason, count) -> labelled.put(reason.label(), count));
        return labelled;
    }

    /** One that asked for more than its share: how many times, since it was seen first, and what becomes of it. */
    record Network(
            String network,
            int open,
            long requestsExceeded,
            long connectionsExceeded,
            long turnedOff,
            boolean isTurnedOff,
            Instant at,
            String sentence) {

        static Network of(GuardFacts.Exceeding seen, Instant now) {
            String network = seen.network().toString();
            return new Network(
                    network,
                    seen.open(),
                    seen.requests(),
                    seen.connections(),
                    seen.turnedOff(),
                    seen.isTurnedOff(),
                    now.minus(seen.ago()).truncatedTo(ChronoUnit.MILLIS),
                    network + " was beyond its rate with " + seen.requests()
                            + " requests, beyond its rate or share with "
                            + seen.connections() + " connections, and cut off " + seen.turnedOff() + " times"
                            + (seen.isTurnedOff() ? "; it is turned off for now" : ""));
        }
    }
}
