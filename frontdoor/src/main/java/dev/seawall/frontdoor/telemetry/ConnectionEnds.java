package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.http.http2.ConnectionEnd;
import dev.seawall.frontdoor.http.http2.Http2Listener;
import dev.seawall.frontdoor.http.patience.EndListener;
import dev.seawall.frontdoor.http.patience.Ending;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Connections that were ended for what their clients did, or did not do, by reason.
 *
 * <p>Thread rule: thread-safe.
 */
public final class ConnectionEnds implements Http2Listener, EndListener {
    private final Map<String, LongAdder> counts = new LinkedHashMap<>();

    public ConnectionEnds() {
        for (Ending reason : Ending.values()) {
            counts.put(reason.label(), new LongAdder());
        }
        for (ConnectionEnd reason : ConnectionEnd.values()) {
            counts.put(reason.label(), new LongAdder());
        }
    }

    @Override
    public void onConnectionEnded(ConnectionEnd reason) {
        count(reason.label());
    }

    @Override
    public void onEnded(Ending reason) {
        count(reason.label());
    }

    private void count(String label) {
        Objects.requireNonNull(counts.get(label)).increment(); // all were made in the constructor
    }

    void register(PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name(Metrics.PREFIX + "connections_ended_total")
                .help("Connections that were ended for what their clients did, or did not do, by reason")
                .labelNames("reason")
                .callback(counter -> counts.forEach((reason, count) -> counter.call((double) count.sum(), reason)))
                .register(registry);
    }
}
