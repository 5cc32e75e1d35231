package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.cache.CacheFacts;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What {@code /metrics} shows of the cache: read when somebody scrapes.
 *
 * <p>Thread rule: used once, by the main.
 */
final class CacheMetrics {
    private CacheMetrics() {}

    static void register(PrometheusRegistry registry, CacheFacts cache) {
        CounterWithCallback.builder()
                .name(Metrics.PREFIX + "cache_requests_total")
                .help("Requests that came to the cache, by what it did for them")
                .labelNames("result")
                .callback(counter ->
                        cache.results().forEach((result, count) -> counter.call((double) count, result.label())))
                .register(registry);
        GaugeWithCallback.builder()
                .name(Metrics.PREFIX + "cache_bytes")
                .help("What is kept of answers, heads included")
                .callback(gauge -> gauge.call((double) cache.bytes()))
                .register(registry);
        CounterWithCallback.builder()
                .name(Metrics.PREFIX + "cache_evictions_total")
                .help("Targets whose answers made room for others")
                .callback(counter -> counter.call((double) cache.evictions()))
                .register(registry);
    }
}
