package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.guard.RefusalReason;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What {@code /metrics} shows of the guard: read when somebody scrapes.
 *
 * <p>Thread rule: used once, by the main.
 */
final class GuardMetrics {
    private GuardMetrics() {}

    static void register(PrometheusRegistry registry, Guard guard) {
        counter(registry, "guard_refused_total", "Connections and requests that were turned away", guard::refused);
        counter(
                registry,
                "guard_spared_total",
                "Connections and requests beyond a rate that were let in, for nothing was short or enforced",
                guard::spared);
        GaugeWithCallback.builder()
                .name(Metrics.PREFIX + "guard_enforced")
                .help("Whether networks are held to their rates now")
                .callback(gauge -> gauge.call(guard.isEnforced() ? 1 : 0))
                .register(registry);
    }

    private static void counter(
            PrometheusRegistry registry, String name, String help, Supplier<Map<RefusalReason, Long>> counts) {
        CounterWithCallback.builder()
                .name(Metrics.PREFIX + name)
                .help(help + ", by reason")
                .labelNames("reason")
                .callback(counter ->
                        counts.get().forEach((reason, count) -> counter.call((double) count, reason.label())))
                .register(registry);
    }
}
