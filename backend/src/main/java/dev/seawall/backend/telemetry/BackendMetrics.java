package dev.seawall.backend.telemetry;

import dev.seawall.backend.api.ExchangeListener;
import dev.seawall.backend.store.StoreListener;
import dev.seawall.backend.tls.CertificateFacts;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Everything that is counted, and nothing else. Thread rule: thread-safe. */
public final class BackendMetrics implements ExchangeListener, StoreListener {
    private static final String PREFIX = "seawall_backend_";
    /** A label value for each other token would let a client fill the memory. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "DELETE");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    private final Counter requests = Counter.builder()
            .name(PREFIX + "requests_total")
            .help("Exchanges that are over, by method and status class; aborted: no answer was sent")
            .labelNames("method", "status")
            .register(registry);
    private final Histogram requestSeconds = Histogram.builder()
            .name(PREFIX + "request_duration_seconds")
            .help("From the request's first byte to the answer's last")
            .labelNames("method")
            .classicOnly()
            .classicExponentialUpperBounds(0.0005, 2, 16)
            .register(registry);
    private final Counter requestBytes = Counter.builder()
            .name(PREFIX + "request_bytes_total")
            .help("Bytes of request bodies read")
            .register(registry);
    private final Counter responseBytes = Counter.builder()
            .name(PREFIX + "response_bytes_total")
            .help("Bytes of response bodies written")
            .register(registry);
    private final Histogram commitWrites = Histogram.builder()
            .name(PREFIX + "commit_writes")
            .help("Writes made durable by one commit")
            .classicOnly()
            .classicExponentialUpperBounds(1, 2, 11)
            .register(registry);
    private final Histogram commitSeconds = Histogram.builder()
            .name(PREFIX + "commit_duration_seconds")
            .help("One commit, its fsync included")
            .classicOnly()
            .classicExponentialUpperBounds(0.0001, 2, 18)
            .register(registry);
    private final Histogram fileSyncSeconds = Histogram.builder()
            .name(PREFIX + "file_sync_duration_seconds")
            .help("The fsync of one large object's file")
            .classicOnly()
            .classicExponentialUpperBounds(0.0001, 2, 18)
            .register(registry);
    private final Histogram probeSeconds = Histogram.builder()
            .name(PREFIX + "probe_fsync_duration_seconds")
            .help("The fsync of the volume's probe")
            .classicOnly()
            .classicExponentialUpperBounds(0.0001, 2, 18)
            .register(registry);
    private final Gauge probePending =
            gauge("probe_pending_seconds", "How long the probe under way has waited for the volume; 0: none is");
    private final Gauge volumeTrouble = gauge("volume_trouble", "1 while the volume is not as it should be");
    private final Gauge objects = gauge("objects", "Objects held");
    private final Gauge bytes = gauge("object_bytes", "Bytes of content held");
    private final Gauge orphansSwept = gauge("orphans_swept", "Leftovers of interrupted writes removed at the start");
    private final Counter refusedHandshakes = Counter.builder()
            .name(PREFIX + "tls_handshake_failures_total")
            .help("TLS handshakes on the serving port that came to nothing: strangers, expired certificates, no TLS")
            .register(registry);
    private final Gauge storageFailed = gauge("storage_failed", "1 once the disk refused a write or an fsync");

    public BackendMetrics() {
        // Not all of JvmMetrics: what is left out, which asks the platform's MBean server, took long at each start.
        JvmMemoryMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    private Gauge gauge(String name, String help) {
        return Gauge.builder().name(PREFIX + name).help(help).register(registry);
    }

    @Override
    public void onExchange(String method, int status, Duration took, long bytesRead, long bytesWritten) {
        String known = METHODS.contains(method) ? method : "other";
        requests.labelValues(known, status == 0 ? "aborted" : status / 100 + "xx")
                .inc();
        requestSeconds.labelValues(known).observe(seconds(took));
        requestBytes.inc(bytesRead);
        responseBytes.inc(bytesWritten);
    }

    @Override
    public void onCommit(int writes, Duration took) {
        commitWrites.observe(writes);
        commitSeconds.observe(seconds(took));
    }

    @Override
    public void onFileSynced(Duration took) {
        fileSyncSeconds.observe(seconds(took));
    }

    /** An fsync of the volume's probe returned. */
    public void onProbe(Duration took) {
        probeSeconds.observe(seconds(took));
    }

    @Override
    public void onFailed(String observed, Throwable cause) {
        storageFailed.set(1);
    }

    /** A client was not let in. */
    public void onHandshakeFailed() {
        refusedHandshakes.inc();
    }

    /** How many writes at once the volume can bear, asked for at each scrape. */
    public void registerCredits(IntSupplier credits) {
        GaugeWithCallback.builder()
                .name(PREFIX + "credits")
                .help("Writes at once that the volume can bear, all front doors together")
                .callback(gauge -> gauge.call(credits.getAsInt()))
                .register(registry);
    }

    /** The worker's own certificate, asked for at each scrape. */
    public void registerCertificate(Supplier<CertificateFacts> certificate) {
        GaugeWithCallback.builder()
                .name(PREFIX + "certificate_not_after_seconds")
                .help("When the worker's certificate expires, in seconds since 1970")
                .labelNames("subject", "serial")
                .callback(gauge -> {
                    CertificateFacts facts = certificate.get();
                    gauge.call((double) facts.notAfter().getEpochSecond(), facts.subject(), facts.serial());
                })
                .register(registry);
    }

    /** What the store holds now; asked for before each scrape. */
    public void holds(long objectCount, long objectBytes, long swept) {
        objects.set((double) objectCount);
        bytes.set((double) objectBytes);
        orphansSwept.set((double) swept);
    }

    /** How the volume does now; asked for before each scrape. */
    public void volume(Duration pending, boolean trouble) {
        probePending.set(seconds(pending));
        volumeTrouble.set(trouble ? 1 : 0);
    }

    /** All of it in Prometheus' text format. */
    public byte[] text() {
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape(), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static double seconds(Duration took) {
        return took.toNanos() / 1e9;
    }
}
