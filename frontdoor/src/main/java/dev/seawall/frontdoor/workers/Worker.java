package dev.seawall.frontdoor.workers;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One worker as seen from here: how many requests are with it, what the last tries showed, and a circuit breaker that
 * keeps requests from queueing up behind a worker that does not answer.
 *
 * <p>The breaker opens after {@code breaker.failures} failures in a row, probes and requests alike, and closes as soon
 * as a probe or a request reaches the worker again.
 *
 * <p>Thread rule: thread-safe; the lock is only held to replace what was seen last.
 */
public final class Worker {
    /** A success so shortly after another tells nothing new, and a busy worker has thousands a second. */
    private static final long NEWS_MILLIS = 10;

    private static final double COLDEST = 0.1;

    private final String observer;
    private final WorkerAddress address;
    private final Clock clock;
    private final Duration openFor;
    private final CircuitBreaker breaker;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Sighting sighting = Sighting.NONE;
    private volatile List<JsonNode> reported = List.of();
    private volatile Instant openedAt = Instant.EPOCH;
    private volatile Instant recoveredAt = Instant.EPOCH;
    private final Duration slowStart;
    private volatile boolean startsSlowly = true;

    /** @param changes told why requests are kept away from now on, and that they no longer are */
    Worker(String observer, WorkerAddress address, BreakerConfig config, Clock clock, Consumer<String> changes) {
        this.observer = observer;
        this.address = address;
        this.clock = clock;
        this.openFor = config.openFor();
        this.slowStart = config.slowStart();
        // A window as long as the failures it takes, all of which must be failures: "in a row".
        this.breaker = CircuitBreaker.of(
                address.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindow(config.failures(), config.failures(), SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .slowCallRateThreshold(100)
                        .slowCallDurationThreshold(Duration.ofDays(1))
                        .waitDurationInOpenState(config.openFor())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            var from = event.getStateTransition().getFromState();
            var to = event.getStateTransition().getToState();
            if (to == CircuitBreaker.State.OPEN) {
                openedAt = clock.instant();
            }
            // Half-open is a try in between; whether it opens again or not is what matters.
            if (to == CircuitBreaker.State.OPEN && from == CircuitBreaker.State.CLOSED) {
                changes.accept(observer + " keeps requests from " + name() + ": " + failureSentence());
            } else if (to == CircuitBreaker.State.CLOSED && from != to) {
                recoveredAt = clock.instant();
                changes.accept(sentence(sighting) + ", and sends requests there again");
            }
        });
    }

    public String name() {
        return address.name();
    }

    public WorkerAddress address() {
        return address;
    }

    public int inFlight() {
        return inFlight.get();
    }

    /**
     * What part of what it can bear it should be given, 0 to 1: less at first when it was just reached again, for its caches
     * are cold and its connections are all to be made.
     */
    public double warmth() {
        Instant since = recoveredAt;
        if (since.equals(Instant.EPOCH) || !startsSlowly) {
            return 1;
        }
        double warm = (double) Duration.between(since, clock.instant()).toMillis() / Math.max(1, slowStart.toMillis());
        if (warm >= 1) {
            recoveredAt = Instant.EPOCH;
        }
        return Math.clamp(warm, COLDEST, 1);
    }

    void startSlowly(boolean whether) {
        startsSlowly = whether;
    }

    /** Requests that are with it, weighed by how warm it is: for a choice among workers. */
    public int load() {
        double warmth = warmth();
        return warmth == 1 ? inFlight.get() : (int) Math.ceil((inFlight.get() + 1) / warmth);
    }

    /** Whether a request may go there now; each yes is to be followed by one of the three {@code onRequest…}. */
    public boolean tryEnter() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        inFlight.incrementAndGet();
        return true;
    }

    /** Enters whatever the breaker says: for when all look unreachable and the cause is probably ours. */
    public void enterRegardless() {
        inFlight.incrementAndGet();
    }

    /** The worker answered: whatever the status, it was reached. */
    public void onRequestAnswered(long roundTripNanos) {
        onReached(roundTripNanos);
    }

    /** The worker could not be reached, broke off or stayed silent. */
    public void onRequestFailed(String why) {
        onFailed(why);
    }

    /** The request ended before it could show anything about the worker. */
    public void onRequestWithoutVerdict() {
        breaker.releasePermission();
    }

    /** The request left the worker; once for each enter. */
    public void leave() {
        inFlight.decrementAndGet();
    }

    /** A probe got an answer. */
    public void onReached(long roundTripNanos) {
        if (sighting.isSuccessSince(clock.millis() - NEWS_MILLIS) && !looksUnreachable()) {
            return;
        }
        Instant now = clock.instant();
        synchronized (this) {
            sighting = sighting.reached(now, Duration.ofNanos(roundTripNanos));
        }
        if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            breaker.transitionToClosedState();
        } else {
            breaker.onSuccess(roundTripNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** A probe or a request failed; {@code why} is what was observed. */
    public void onFailed(String why) {
        Instant now = clock.instant();
        synchronized (this) {
            sighting = sighting.failed(now, why);
            // Its last words: what it said was wrong may be why. That all was well is no longer known.
            reported = reported.stream().filter(OwnReport::isFailed).toList();
        }
        breaker.onError(0, TimeUnit.NANOSECONDS, new IOException(why));
    }

    /**
     * A probe's answer was read.
     *
     * @param report null when there is none in it
     */
    void onReport(byte @Nullable [] report) {
        List<JsonNode> observations = OwnReport.read(name(), report);
        synchronized (this) {
            reported = observations;
        }
    }

    /** What it last said of itself. */
    List<JsonNode> reported() {
        return reported;
    }

    /** Whether the last try failed, or the breaker keeps requests away. */
    boolean looksUnreachable() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    /** Until the breaker lets a request through; at least a second, the unit of {@code Retry-After}. */
    public Duration retryAfter() {
        Duration left = breaker.getState() == CircuitBreaker.State.OPEN
                ? Duration.between(clock.instant(), openedAt.plus(openFor))
                : Duration.ZERO;
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /** {@code failed to reach worker-2 at 127.0.0.1:9002 from front-door-1: connection refused (3 of 3 tries, …)}. */
    public String failureSentence() {
        return "failed to reach " + name() + " at " + address.hostAndPort() + " from " + observer + ": "
                + sighting.failureSince(clock.instant());
    }

    Observation observe() {
        Sighting last = sighting;
        return new Observation(
                observer,
                name(),
                address.hostAndPort(),
                last.outcome(),
                last.roundTrip(),
                last.at(),
                last.lastReachedAt(),
                last.tries(),
                breakerName(),
                sentence(last));
    }

    private String breakerName() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> "open";
            case HALF_OPEN -> "half-open";
            case CLOSED, DISABLED, METRICS_ONLY -> "closed";
        };
    }

    private String sentence(Sighting last) {
        Instant now = clock.instant();
        String where = name() + " at " + address.hostAndPort();
        Instant at = last.at();
        Duration roundTrip = last.roundTrip();
        if (at == null) {
            return observer + " has not tried to reach " + where + " yet";
        }
        if (roundTrip != null) {
            return observer + " reached " + where + " in " + Ages.millis(roundTrip) + ", "
                    + Ages.ago(Duration.between(at, now));
        }
        return observer + " failed to reach " + where + ": " + last.failureSince(now);
    }
}
