package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.relay.ExchangeListener;
import dev.seawall.frontdoor.relay.ExchangeRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands what the relay reports to whoever counts it.
 *
 * <p>Thread rule: as {@link ExchangeListener} asks: called from I/O threads, adds to counters, never blocks.
 */
public final class Telemetry implements ExchangeListener {
    private final Traffic traffic;
    private final History history;
    private final Metrics metrics;
    private final @Nullable AccessLog accessLog;

    public Telemetry(Traffic traffic, History history, Metrics metrics, @Nullable AccessLog accessLog) {
        this.traffic = traffic;
        this.history = history;
        this.metrics = metrics;
        this.accessLog = accessLog;
    }

    @Override
    public void onBegin() {
        traffic.onBegin();
    }

    @Override
    public void onAttempt(String worker) {
        traffic.worker(worker).onAttempt();
    }

    @Override
    public void onAttemptEnd(String worker, boolean failed, long elapsedNanos) {
        traffic.worker(worker).onAttemptEnd(failed);
        metrics.onAttemptEnd(worker, elapsedNanos);
        if (!failed) {
            history.onAnswer(worker, elapsedNanos);
        }
    }

    @Override
    public void onEnd(ExchangeRecord exchange) {
        StatusClass status = StatusClass.of(exchange);
        traffic.onEnd(exchange, status);
        if (status.isTimed()) {
            String route = exchange.route();
            metrics.onExchange(route == null ? Traffic.NO_ROUTE : route, exchange.elapsedNanos());
            history.onExchange(exchange.elapsedNanos());
        }
        if (accessLog != null) {
            accessLog.offer(exchange);
        }
    }
}
