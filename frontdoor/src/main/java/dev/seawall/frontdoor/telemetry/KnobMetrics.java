package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.knobs.Knobs;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What {@code /metrics} shows of the knobs: read when somebody scrapes.
 *
 * <p>Thread rule: used once, by the main.
 */
final class KnobMetrics {
    private KnobMetrics() {}

    static void register(PrometheusRegistry registry, Knobs knobs) {
        GaugeWithCallback.builder()
                .name(Metrics.PREFIX + "knob")
                .help("Whether a knob is not at its default")
                .labelNames("name")
                .callback(gauge -> knobs.facts().forEach(each -> gauge.call(each.set() == null ? 0 : 1, each.name())))
                .register(registry);
    }
}
