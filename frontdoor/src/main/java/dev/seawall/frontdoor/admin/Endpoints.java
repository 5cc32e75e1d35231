package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.telemetry.History;
import dev.seawall.frontdoor.telemetry.Identity;
import dev.seawall.frontdoor.telemetry.Metrics;
import dev.seawall.frontdoor.tls.Certificates;
import dev.seawall.frontdoor.workers.Observations;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the admin port can be asked (docs/protocol.md section 8), free of HTTP.
 *
 * <p>Thread rule: thread-safe; every answer is made from memory.
 */
public final class Endpoints {
    private final Identity identity;
    private final List<Readiness> readiness;
    private final Observations observations;
    private final Certificates certificates;
    private final Guard guard;
    private final KnobDesk knobs;
    private final History history;
    private final InstantSource clock;
    private final Map<String, Endpoint> byPath = new HashMap<>();

    /** Answers a GET. */
    @FunctionalInterface
    interface Endpoint {
        /**
         * The answer as of now.
         *
         * @param after the query parameter of that name, null when not given
         */
        Answer get(@Nullable String after);
    }

    public Endpoints(
            Identity identity,
            List<Readiness> readiness,
            Observations observations,
            Certificates certificates,
            Guard guard,
            KnobDesk knobs,
            History history,
            Metrics metrics,
            InstantSource clock) {
        this.identity = identity;
        this.readiness = List.copyOf(readiness);
        this.observations = observations;
        this.certificates = certificates;
        this.guard = guard;
        this.knobs = knobs;
        this.history = history;
        this.clock = clock;
        byPath.put("/-/health", after -> Answer.json(200, Map.of("status", "ok")));
        byPath.put("/-/ready", after -> ready());
        byPath.put("/-/observations", after -> observations());
        byPath.put("/-/history", this::history);
        byPath.put("/-/guard", after -> Answer.json(200, GuardReport.of(identity, clock.instant(), guard.facts())));
        byPath.put(KnobDesk.PATH, after -> knobs.list());
        byPath.put("/metrics", after -> Answer.text(Metrics.CONTENT_TYPE, metrics.scrape()));
        Page.files().forEach((path, file) -> byPath.put(path, after -> file));
    }

    @Nullable
    Endpoint at(String path) {
        String knob = KnobDesk.named(path);
        return knob == null ? byPath.get(path) : after -> knobs.show(knob);
    }

    KnobDesk knobs() {
        return knobs;
    }

    private Answer ready() {
        List<String> reasons =
                readiness.stream().flatMap(each -> each.reasons().stream()).toList();
        return Answer.json(reasons.isEmpty() ? 200 : 503, new Ready(reasons.isEmpty(), reasons));
    }

    private Answer observations() {
        return Answer.json(
                200,
                ObservationsReport.of(
                        identity,
                        clock.instant(),
                        observations,
                        knobs.observations(),
                        certificates.sightings(),
                        guard.lists()));
    }

    private Answer history(@Nullable String after) {
        Instant since;
        try {
            since = after == null ? Instant.MIN : Instant.parse(after);
        } catch (DateTimeParseException e) {
            return Answer.problem(
                    400,
                    "bad-request",
                    "The request cannot be read",
                    "after must be a time such as 2026-11-22T10:15:29Z (RFC 3339)");
        }
        return Answer.json(
                200, new HistoryReport(identity.component(), History.INTERVAL.toMillis(), history.samplesAfter(since)));
    }

    private record Ready(boolean ready, List<String> reasons) {}
}
