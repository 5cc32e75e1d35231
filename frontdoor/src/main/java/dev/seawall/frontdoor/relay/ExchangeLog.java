package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.problem.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is to be told of one exchange, and tells it once.
 *
 * <p>Thread rule: the setters are called before the exchange can end; {@link #end} from any thread, only the first
 * call counts.
 */
final class ExchangeLog {
    private final ExchangeListener listener;
    private final Request request;
    private final LongSupplier nanoTime;
    private final Instant startedAt;
    private final long startedNanos;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable String route;
    private volatile @Nullable String worker;

    ExchangeLog(ExchangeListener listener, Request request, Clock clock, LongSupplier nanoTime) {
        this.listener = listener;
        this.request = request;
        this.nanoTime = nanoTime;
        this.startedAt = clock.instant();
        this.startedNanos = nanoTime.getAsLong();
        listener.onBegin();
    }

    private ExchangeLog(ExchangeLog same) {
        this.listener = same.listener;
        this.request = same.request;
        this.nanoTime = same.nanoTime;
        this.startedAt = same.startedAt;
        this.startedNanos = same.startedNanos;
        ended.set(true);
    }

    /** For what is asked of workers after the client was answered: tells of attempts alone. */
    ExchangeLog afterwards() {
        return new ExchangeLog(this);
    }

    void route(String match) {
        route = match;
    }

    void worker(String name) {
        worker = name;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    void onAttempt(String name) {
        listener.onAttempt(name);
    }

    void onAttemptEnd(String name, boolean failed, long begunNanos) {
        listener.onAttemptEnd(name, failed, nanoTime.getAsLong() - begunNanos);
    }

    /** @param status 0 when none was sent */
    void end(int status, long requestBytes, long responseBytes, ExchangeRecord.Ending ending) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        String target = request.getHttpURI().getPathQuery();
        listener.onEnd(new ExchangeRecord(
                startedAt,
                nanoTime.getAsLong() - startedNanos,
                RequestId.of(request),
                Vouching.client(request),
                request.getConnectionMetaData().getProtocol(),
                request.getMethod(),
                target == null ? "" : target,
                route,
                worker,
                status,
                requestBytes,
                responseBytes,
                ending));
    }
}
