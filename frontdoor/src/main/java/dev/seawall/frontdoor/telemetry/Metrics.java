package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.admission.Gates;
import dev.seawall.frontdoor.cache.CacheFacts;
import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.knobs.Knobs;
import dev.seawall.frontdoor.tls.CertificateFacts;
import dev.seawall.frontdoor.tls.Certificates;
import dev.seawall.frontdoor.workers.Observation;
import dev.seawall.frontdoor.workers.Observations;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Everything that {@code /metrics} shows, in one registry of its own. Counts are read from {@link Traffic} when
 * somebody scrapes; only the two histograms are written by the request path, through children found beforehand.
 *
 * <p>Labels come from the configuration alone (route, worker) or are fixed (status, by): no client can add a series.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Metrics {
    /** The media type of {@link #scrape}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    /** From a cached small object (about 0.5 ms relayed on loopback) to a long upload. */
    private static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    static final String PREFIX = "seawall_frontdoor_";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter text = PrometheusTextFormatWriter.create();
    private final Map<String, DistributionDataPoint> exchangeSeconds = new LinkedHashMap<>();
    private final DistributionDataPoint exchangeSecondsWithoutRoute;
    private final Map<String, DistributionDataPoint> attemptSeconds = new LinkedHashMap<>();

    /** @param accessLogDropped lines that the access log could not take, 0 for ever when there is none */
    public Metrics(Identity identity, Traffic traffic, Observations observations, LongSupplier accessLogDropped) {
        Histogram exchanges = histogram(
                "exchange_duration_seconds",
                "From the request's header to the response's last byte; upgraded and aborted exchanges left out",
                "route");
        traffic.routes().forEach(route -> exchangeSeconds.put(route, exchanges.labelValues(route)));
        exchangeSecondsWithoutRoute = exchanges.labelValues(Traffic.NO_ROUTE);
        Histogram attempts = histogram(
                "attempt_duration_seconds",
                "From handing a request to a worker to its last byte or its failure",
                "worker");
        traffic.workers().forEach(worker -> attemptSeconds.put(worker.worker(), attempts.labelValues(worker.worker())));
        registerTraffic(traffic);
        registerWorkers(traffic, observations);
        counter("access_log_dropped_total", "Access log lines that were dropped", accessLogDropped);
        Info build = Info.builder()
                .name(PREFIX + "build_info")
                .help("What runs here")
                .labelNames("component", "deployment", "version", "java")
                .register(registry);
        build.setLabelValues(
                identity.component(),
                identity.deployment(),
                identity.version(),
                Runtime.version().toString());
        JvmMetrics.builder().register(registry);
    }

    private void registerTraffic(Traffic traffic) {
        CounterWithCallback.builder()
                .name(PREFIX + "requests_total")
                .help("Exchanges that ended, by route and by the class of the status sent, or aborted")
                .labelNames("route", "status")
                .callback(counter -> traffic.routes().forEach(route -> {
                    for (StatusClass status : StatusClass.values()) {
                        counter.call((double) traffic.ended(route, status), route, status.label());
                    }
                }))
                .register(registry);
        CounterWithCallback.builder()
                .name(PREFIX + "aborted_total")
                .help("Exchanges whose client did not get the whole response, by who broke off")
                .labelNames("by")
                .callback(counter -> {
                    counter.call((double) traffic.clientGone(), "client");
                    counter.call((double) traffic.workerBrokeOff(), "worker");
                })
                .register(registry);
        counter("request_body_bytes_total", "Body bytes read from clients", traffic::requestBytes);
        counter("response_body_bytes_total", "Body bytes written to clients", traffic::responseBytes);
        gauge("exchanges_in_flight", "Requests begun and not yet over", traffic::inFlight);
        gauge("connections", "Client connections open now", traffic::openConnections);
    }

    private void registerWorkers(Traffic traffic, Observations observations) {
        CounterWithCallback.builder()
                .name(PREFIX + "attempts_total")
                .help("Tries that were begun at a worker")
                .labelNames("worker")
                .callback(c -> traffic.workers().forEach(worker -> c.call((double) worker.begun(), worker.worker())))
                .register(registry);
        CounterWithCallback.builder()
                .name(PREFIX + "attempt_failures_total")
                .help("Tries whose worker could not be reached, stayed silent or broke off")
                .labelNames("worker")
                .callback(c -> traffic.workers().forEach(worker -> c.call((double) worker.failed(), worker.worker())))
                .register(registry);
        GaugeWithCallback.builder()
                .name(PREFIX + "attempts_in_flight")
                .help("Tries begun at a worker and not yet over")
                .labelNames("worker")
                .callback(g -> traffic.workers().forEach(worker -> g.call((double) worker.inFlight(), worker.worker())))
                .register(registry);
        GaugeWithCallback.builder()
                .name(PREFIX + "worker_reached")
                .help("What the last try at a worker showed: 1 reached, 0 failed, NaN not tried yet")
                .labelNames("worker")
                .callback(g -> observations.observe().forEach(seen -> g.call(reached(seen), seen.subject())))
                .register(registry);
    }

    /** A series for each certificate, named as its owner signed it: rotation ends one and begins another. */
    public void registerCertificates(Certificates certificates) {
        GaugeWithCallback.builder()
                .name(PREFIX + "certificate_not_after_seconds")
                .help("When a certificate expires, in seconds since 1970: a worker's as shown last, or one's own")
                .labelNames("of", "subject", "serial")
                .callback(gauge -> certificates.sightings().forEach(seen -> {
                    CertificateFacts facts = seen.certificate();
                    gauge.call((double) facts.notAfter().getEpochSecond(), seen.of(), facts.subject(), facts.serial());
                }))
                .register(registry);
    }

    /** What the workers' gates let in. */
    public void registerAdmission(Gates gates) {
        AdmissionMetrics.register(registry, gates);
    }

    /** Forgets what it shows: the library would hold on to it for the process's life. */
    public void close() {
        registry.clear();
    }

    /** Whom the guard turned away. */
    public void registerGuard(Guard guard) {
        GuardMetrics.register(registry, guard);
    }

    /** What operators have changed. */
    public void registerKnobs(Knobs knobs) {
        KnobMetrics.register(registry, knobs);
    }

    /** What a cache did and holds. */
    public void registerCache(CacheFacts cache) {
        CacheMetrics.register(registry, cache);
    }

    public void registerEnds(ConnectionEnds ends) {
        ends.register(registry);
    }

    private static double reached(Observation seen) {
        return switch (seen.outcome()) {
            case REACHED -> 1;
            case FAILED -> 0;
            case UNKNOWN -> Double.NaN;
        };
    }

    private Histogram histogram(String name, String help, String label) {
        return Histogram.builder()
                .name(PREFIX + name)
                .help(help)
                .labelNames(label)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
    }

    private void counter(String name, String help, LongSupplier count) {
        CounterWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(counter -> counter.call((double) count.getAsLong()))
                .register(registry);
    }

    private void gauge(String name, String help, LongSupplier level) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(gauge -> gauge.call((double) level.getAsLong()))
                .register(registry);
    }

    void onExchange(String route, long elapsedNanos) {
        exchangeSeconds.getOrDefault(route, exchangeSecondsWithoutRoute).observe(elapsedNanos / 1e9);
    }

    void onAttemptEnd(String worker, long elapsedNanos) {
        DistributionDataPoint seconds = attemptSeconds.get(worker);
        if (seconds != null) {
            seconds.observe(elapsedNanos / 1e9);
        }
    }

    /** The Prometheus text format, UTF-8. */
    public byte[] scrape() {
        var out = new ByteArrayOutputStream(1 << 15);
        try {
            text.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
