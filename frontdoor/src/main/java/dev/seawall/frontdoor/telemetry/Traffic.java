package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.relay.ExchangeRecord;
import dev.seawall.frontdoor.relay.ExchangeRecord.Ending;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What came and went since the start, as numbers that only grow. Metrics and history both read these, so that they
 * cannot disagree and the request path counts once.
 *
 * <p>Thread rule: thread-safe; every adder is made in the constructor, the request path only adds.
 */
public final class Traffic {
    /** The route of an exchange that took none. */
    static final String NO_ROUTE = "none";

    /** A worker that the configuration does not name. */
    static final String OTHER_WORKER = "other";

    private final Map<String, Map<StatusClass, LongAdder>> endedByRoute = new LinkedHashMap<>();
    private final Map<StatusClass, LongAdder> endedWithoutRoute;
    private final Map<String, WorkerTraffic> byWorker = new LinkedHashMap<>();
    private final WorkerTraffic otherWorker = new WorkerTraffic(OTHER_WORKER);
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder requestBytes = new LongAdder();
    private final LongAdder responseBytes = new LongAdder();
    private final LongAdder clientGone = new LongAdder();
    private final LongAdder workerBrokeOff = new LongAdder();
    private final LongSupplier openConnections;

    /**
     * @param routes the {@code match} of every configured route
     * @param workers names in slot order
     * @param openConnections clients connected now; must not block
     */
    public Traffic(List<String> routes, List<String> workers, LongSupplier openConnections) {
        routes.forEach(route -> endedByRoute.put(route, adders()));
        endedWithoutRoute = endedByRoute.computeIfAbsent(NO_ROUTE, none -> adders());
        workers.forEach(worker -> byWorker.put(worker, new WorkerTraffic(worker)));
        this.openConnections = openConnections;
    }

    private static Map<StatusClass, LongAdder> adders() {
        Map<StatusClass, LongAdder> adders = new EnumMap<>(StatusClass.class);
        for (StatusClass status : StatusClass.values()) {
            adders.put(status, new LongAdder());
        }
        return adders;
    }

    void onBegin() {
        begun.increment();
    }

    void onEnd(ExchangeRecord exchange, StatusClass status) {
        ended.increment();
        count(exchange.route(), status).increment();
        requestBytes.add(exchange.requestBytes());
        responseBytes.add(exchange.responseBytes());
        if (exchange.ending() == Ending.CLIENT_GONE) {
            clientGone.increment();
        } else if (exchange.ending() == Ending.WORKER_BROKE_OFF) {
            workerBrokeOff.increment();
        }
    }

    private LongAdder count(@Nullable String route, StatusClass status) {
        return adder(route == null ? endedWithoutRoute : endedByRoute.getOrDefault(route, endedWithoutRoute), status);
    }

    private static LongAdder adder(Map<StatusClass, LongAdder> adders, StatusClass status) {
        return Objects.requireNonNull(adders.get(status)); // all were made in the constructor
    }

    WorkerTraffic worker(String name) {
        return byWorker.getOrDefault(name, otherWorker);
    }

    List<WorkerTraffic> workers() {
        return List.copyOf(byWorker.values());
    }

    Iterable<String> routes() {
        return endedByRoute.keySet();
    }

    long ended(String route, StatusClass status) {
        return count(route, status).sum();
    }

    long ended(StatusClass status) {
        long sum = 0;
        for (Map<StatusClass, LongAdder> adders : endedByRoute.values()) {
            sum += adder(adders, status).sum();
        }
        return sum;
    }

    long clientGone() {
        return clientGone.sum();
    }

    long workerBrokeOff() {
        return workerBrokeOff.sum();
    }

    long requestBytes() {
        return requestBytes.sum();
    }

    long responseBytes() {
        return responseBytes.sum();
    }

    long inFlight() {
        long over = ended.sum();
        return Math.max(0, begun.sum() - over);
    }

    long openConnections() {
        return openConnections.getAsLong();
    }
}
