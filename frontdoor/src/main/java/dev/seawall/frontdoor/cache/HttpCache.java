package dev.seawall.frontdoor.cache;

import dev.seawall.frontdoor.loops.LoopExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A shared cache (RFC 9111) for GET, and for HEAD from what GET brought. Requests for the same answer at the same time
 * share one fetch.
 *
 * <p>Thread rule: thread-safe; requests come on their loops, and nothing blocks.
 */
public final class HttpCache implements CacheFacts {
    /** How often {@link #sweep} is to be called. */
    public static final Duration SWEPT_EVERY = Duration.ofMillis(500);

    /** For how long others' answers are waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** For how long nobody waits for answers that proved not to be kept. */
    private static final Duration PASSED_FOR = Duration.ofSeconds(10);

    private final CacheConfig config;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final AnswerStore store;
    private final Memory memory;
    private final Serving serving;
    private final CacheStatus status;
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();
    private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);

    /** @param name this front door's, as clients are told it */
    public HttpCache(String name, CacheConfig config, Clock clock, LongSupplier nanoTime) {
        this.config = config;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.store = new AnswerStore(config.bytes());
        this.memory = new Memory(config.bytes());
        this.serving = new Serving(memory);
        this.status = new CacheStatus(name);
        for (Result result : Result.values()) {
            counts.put(result, new LongAdder());
        }
    }

    /** Answers from memory, or sees to it that a worker does. The request has no body. */
    public void serve(Client client, Origin origin) {
        Request request = client.request();
        Wish wish = Wish.of(request.getHeaders());
        if (wish.passes()) {
            pass(client, origin, Why.BYPASS, null);
        } else {
            look(new Visit(client, origin, wish, target(request), false, LoopExecutor.here(Runnable::run)));
        }
    }

    /** Lets a request pass that is not GET or HEAD, or has a body; what it may change is forgotten. */
    public void pass(Client client, Origin origin) {
        Request request = client.request();
        String method = request.getMethod();
        boolean reads = HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method);
        boolean safe = reads || HttpMethod.OPTIONS.is(method);
        String target = safe ? null : target(request);
        pass(client, origin, reads ? Why.BYPASS : Why.METHOD, target == null ? null : () -> store.invalidate(target));
    }

    private void pass(Client client, Origin origin, Why why, @Nullable Runnable invalidation) {
        count(Result.PASS);
        origin.relay(
                new PassedResponse(client.request(), client.response(), status.forwarded(why), invalidation),
                invalidation);
    }

    /** What an answer belongs to: nothing but this, and what it varies by, tells one from another. */
    private static String target(Request request) {
        HttpURI uri = request.getHttpURI();
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null) {
            host = Objects.requireNonNullElse(uri.getAuthority(), "");
        }
        String scheme = request.getConnectionMetaData().isSecure() ? "https://" : "http://";
        return scheme + host + Objects.requireNonNullElse(uri.getPathQuery(), "/");
    }

    /** Once a client waits, whatever goes wrong is to end its exchange. */
    private void look(Visit visit) {
        try {
            lookUp(visit);
        } catch (RuntimeException e) {
            visit.client().breakOff(e, false, 0);
        }
    }

    private void lookUp(Visit visit) {
        long now = nanoTime();
        Variants known = store.get(visit.target());
        StoredAnswer kept =
                known == null ? null : known.select(visit.client().request().getHeaders());
        if (kept == null) {
            boolean others = known != null && !known.answers().isEmpty();
            ask(visit, known, null, others ? Why.VARY_MISS : Why.URI_MISS);
        } else if (visit.wish().accepts(kept, now)) {
            hit(visit, kept, Result.HIT, Why.URI_MISS);
        } else if (visit.wish().acceptsMeanwhile(kept, now)) {
            hit(visit, kept, Result.STALE, Why.STALE);
            revalidate(visit, known, kept);
        } else {
            ask(visit, known, kept, kept.isFresh(now) ? Why.REQUEST : Why.STALE);
        }
    }

    private void hit(Visit visit, StoredAnswer kept, Result result, Why otherwise) {
        long now = nanoTime();
        if (serving.tryServe(visit.client(), kept, status.hit(kept.leftSeconds(now)), false, now)) {
            count(result);
        } else {
            alone(visit, otherwise);
        }
    }

    private void ask(Visit visit, @Nullable Variants known, @Nullable StoredAnswer kept, Why why) {
        boolean passed = known != null && known.isPassed(nanoTime());
        if (passed || HttpMethod.HEAD.is(visit.client().request().getMethod())) {
            alone(visit, why);
            return;
        }
        Flight flight = flight(visit, known);
        Flight under = flights.putIfAbsent(flight.key(), flight);
        if (under != null) {
            boolean current = under.epoch() == flight.epoch();
            if (current && under.join(new Flight.Waiter(visit, why))) {
                // The server's idle timeout is for bytes that a client owes; it owes none.
                visit.client().request().addIdleTimeoutListener(timeout -> false);
                return;
            }
            if (current || !flights.replace(flight.key(), under, flight)) {
                alone(visit, why);
                return;
            }
        } else if (!visit.again() && !store.isStill(visit.target(), known)) {
            // Another's fetch ended just now.
            sendOn(close(flight));
            look(visit.oncemore());
            return;
        }
        visit.origin().fetch(new Fetch(this, flight, visit, why, kept, true));
    }

    private void revalidate(Visit visit, @Nullable Variants known, StoredAnswer kept) {
        Flight flight = flight(visit, known);
        if (flights.putIfAbsent(flight.key(), flight) == null) {
            visit.origin().fetchInBackground(new Fetch(this, flight, visit, Why.STALE, kept, false));
        }
    }

    private Flight flight(Visit visit, @Nullable Variants known) {
        HttpFields fields = visit.client().request().getHeaders();
        String key = visit.target()
                + (visit.wish().credentials() ? "\r" : "\n")
                + (known == null ? "" : StoredAnswer.variant(known.varying(), fields));
        return new Flight(key, visit.target(), store.epoch(visit.target()), nanoTime());
    }

    /** Asks its worker for this one alone, with whatever the client asked for. */
    void alone(Visit visit, Why why) {
        count(Result.MISS);
        Client client = visit.client();
        visit.origin()
                .relay(new PassedResponse(client.request(), client.response(), status.forwarded(why), null), null);
    }

    /** Serves who waited with what came: after a fetch of its own. */
    void serveFetched(Visit visit, StoredAnswer answer, Why why, String how, Result result) {
        long now = nanoTime();
        HttpField says = status.after(why, how, answer.leftSeconds(now));
        boolean firstHand = result == Result.MISS || result == Result.VALIDATED;
        try {
            if (serving.tryServe(visit.client(), answer, says, firstHand, now)) {
                count(result);
            } else {
                alone(visit, why);
            }
        } catch (RuntimeException e) {
            visit.client().breakOff(e, false, 0);
        }
    }

    /** Likewise, after another's fetch. */
    void serveCollapsed(Flight.Waiter waiter, StoredAnswer answer) {
        Visit visit = waiter.visit();
        if (answer.suits(visit.client().request().getHeaders())) {
            serveFetched(visit, answer, waiter.why(), "; collapsed", Result.COLLAPSED);
        } else {
            goOn(waiter);
        }
    }

    /** The fetch brought nothing that others may have. */
    void sendOn(List<Flight.Waiter> waiting) {
        waiting.forEach(waiter -> waiter.visit().loop().execute(() -> goOn(waiter)));
    }

    private void goOn(Flight.Waiter waiter) {
        if (waiter.visit().again()) {
            alone(waiter.visit(), waiter.why());
        } else {
            look(waiter.visit().oncemore());
        }
    }

    /** Nobody waits for it any more; those who did. */
    List<Flight.Waiter> close(Flight flight) {
        flights.remove(flight.key(), flight);
        return flight.close();
    }

    void noteUncacheable(String target) {
        store.pass(target, nanoTime() + PASSED_FOR.toNanos());
    }

    /** Sends those on who have waited too long; to be called every {@link #SWEPT_EVERY}. */
    public void sweep() {
        long now = nanoTime();
        for (Flight flight : flights.values()) {
            if (now - flight.begunNanos() > LONGEST_WAIT.toNanos()) {
                close(flight)
                        .forEach(waiter -> waiter.visit().loop().execute(() -> alone(waiter.visit(), waiter.why())));
            }
        }
    }

    /** When an answer was of age 0 (RFC 9111 §4.2.3). */
    long bornNanos(HttpFields answer, long askedNanos, long answeredNanos) {
        long date = Freshness.seconds(answer, HttpHeader.DATE);
        long apparent = date < 0 ? 0 : Math.max(0, clock.instant().getEpochSecond() - date);
        String told = answer.get(HttpHeader.AGE);
        long age = told == null ? 0 : Directives.secondsOf(told.strip());
        long corrected = TimeUnit.SECONDS.toNanos(age) + (answeredNanos - askedNanos);
        return answeredNanos - Math.max(TimeUnit.SECONDS.toNanos(apparent), corrected);
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    CacheConfig config() {
        return config;
    }

    AnswerStore store() {
        return store;
    }

    Memory memory() {
        return memory;
    }

    CacheStatus status() {
        return status;
    }

    void count(Result result) {
        Objects.requireNonNull(counts.get(result)).increment(); // all were made in the constructor
    }

    @Override
    public Map<Result, Long> results() {
        Map<Result, Long> sums = new EnumMap<>(Result.class);
        counts.forEach((result, count) -> sums.put(result, count.sum()));
        return sums;
    }

    @Override
    public long bytes() {
        return store.bytes();
    }

    @Override
    public long evictions() {
        return store.evictions();
    }
}
