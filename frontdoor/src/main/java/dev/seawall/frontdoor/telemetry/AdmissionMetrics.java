package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.admission.GateFacts;
import dev.seawall.frontdoor.admission.Gates;
import dev.seawall.frontdoor.admission.ShedReason;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/**
 * What {@code /metrics} shows of the workers' gates: read when somebody scrapes.
 *
 * <p>Thread rule: used once, by the main.
 */
final class AdmissionMetrics {
    private static final String PREFIX = Metrics.PREFIX;

    private final PrometheusRegistry registry;
    private final Gates gates;

    private AdmissionMetrics(PrometheusRegistry registry, Gates gates) {
        this.registry = registry;
        this.gates = gates;
    }

    static void register(PrometheusRegistry registry, Gates gates) {
        new AdmissionMetrics(registry, gates).register();
    }

    private void register() {
        gauge(
                "admission_limit",
                "Requests that a worker is given at once at most, as it has set itself",
                GateFacts::limit);
        gauge("admission_in_flight", "Requests whose answer a worker has yet to begin", GateFacts::inFlight);
        gauge("admission_streams", "Bodies on their way to a worker and answers on theirs from it", GateFacts::streams);
        gauge("admission_waiting", "Requests that wait until a worker has room", GateFacts::waiting);
        gauge(
                "admission_credits",
                "Writes that a worker allows; +Inf where it says nothing",
                AdmissionMetrics::credits);
        CounterWithCallback.builder()
                .name(PREFIX + "shed_total")
                .help("Requests that were not sent to their worker, by why")
                .labelNames("worker", "reason")
                .callback(counter -> gates.facts().forEach(gate -> {
                    for (ShedReason reason : ShedReason.values()) {
                        counter.call(gate.shed().getOrDefault(reason, 0L), gate.worker(), reason.label());
                    }
                }))
                .register(registry);
        CounterWithCallback.builder()
                .name(PREFIX + "turned_away_total")
                .help("Requests of a route that were turned away because a knob said so")
                .labelNames("route")
                .callback(counter ->
                        gates.throttle().turnedAway().forEach((route, count) -> counter.call((double) count, route)))
                .register(registry);
        CounterWithCallback.builder()
                .name(PREFIX + "retries_total")
                .help("Second tries that were within the budget, and those that were not")
                .labelNames("made")
                .callback(counter -> {
                    counter.call((double) gates.retries().taken(), "yes");
                    counter.call((double) gates.retries().refused(), "no");
                })
                .register(registry);
    }

    private void gauge(String name, String help, ToDoubleFunction<GateFacts> value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .labelNames("worker")
                .callback(gauge -> gates.facts().forEach(gate -> gauge.call(value.applyAsDouble(gate), gate.worker())))
                .register(registry);
    }

    private static double credits(GateFacts gate) {
        return gate.credits() == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : gate.credits();
    }
}
