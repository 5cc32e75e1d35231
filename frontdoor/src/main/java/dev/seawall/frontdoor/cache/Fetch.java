package dev.seawall.frontdoor.cache;

import dev.seawall.frontdoor.problem.Problem;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * One question to a worker on behalf of all who wait for its answer: looks at what comes back, and serves them with it,
 * with what is kept, or sends them on by themselves. It goes on without the client that began it as long as others wait.
 *
 * <p>Thread rule: called back one at a time on the loop of the client that began it; {@link #onClientGone} from any
 * thread.
 */
final class Fetch implements Client {

    /** What to do with an answer. */
    enum Verdict {
        KEEP,
        PASS,
        DROP
    }

    private final HttpCache cache;
    private final Flight flight;
    private final Visit begunBy;
    private final Why why;
    private final @Nullable StoredAnswer stale;
    private final FetchRequest request;
    private final FetchResponse response;

    /** The client that began it, until it is served or gone; null in the background. */
    private final AtomicReference<@Nullable Visit> leader = new AtomicReference<>();

    private @Nullable Visit passedTo;
    private @Nullable Freshness freshness;
    private long answeredNanos;
    private volatile boolean settled;

    /**
     * Makes one.
     *
     * @param stale what is kept and no longer good enough; null for nothing
     * @param waits whether the client waits for it
     */
    Fetch(HttpCache cache, Flight flight, Visit begunBy, Why why, @Nullable StoredAnswer stale, boolean waits) {
        this.cache = cache;
        this.flight = flight;
        this.begunBy = begunBy;
        this.why = why;
        this.stale = stale;
        this.leader.set(waits ? begunBy : null);
        this.request = new FetchRequest(begunBy.client().request(), stale, waits ? this : null);
        this.response = new FetchResponse(request, begunBy.client().response(), this);
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Response response() {
        return response;
    }

    int mostBytes() {
        return cache.config().objectBytes();
    }

    boolean tryReserve(int bytes) {
        return cache.memory().tryReserve(bytes);
    }

    void unreserve(int bytes) {
        cache.memory().unreserve(bytes);
    }

    /** The answer has begun. */
    Verdict onHead(int status, HttpFields fields) {
        if (settled) {
            return Verdict.DROP;
        }
        answeredNanos = cache.nanoTime();
        if (status == HttpStatus.NOT_MODIFIED_304 && stale != null) {
            onValidated(stale, fields);
            return Verdict.DROP;
        }
        if (isError(status) && stale != null && Staleness.afterError(stale, answeredNanos)) {
            settleStale(stale, "; fwd-status=" + status);
            return Verdict.DROP;
        }
        freshness = Storing.judge(status, fields, begunBy.wish().credentials());
        long length = fields.getLongField(HttpHeader.CONTENT_LENGTH);
        return freshness != null && length <= mostBytes() ? Verdict.KEEP : Verdict.PASS;
    }

    /** RFC 5861 §4. */
    private static boolean isError(int status) {
        return status == 500 || status == 502 || status == 503 || status == 504;
    }

    /** RFC 9111 §4.3.4. */
    private void onValidated(StoredAnswer kept, HttpFields head) {
        StoredAnswer fresh =
                Validation.refreshed(kept, head, cache.bornNanos(head, flight.begunNanos(), answeredNanos));
        if (fresh == null) {
            cache.store().remove(flight.target(), kept);
            settleAlone();
        } else {
            cache.store().put(flight.target(), fresh, flight.epoch());
            settle(fresh, "; fwd-status=304", Result.VALIDATED);
        }
    }

    /** All of an answer that may be kept is here. */
    void onWhole(int status, HttpFields fields, byte[] body) {
        Freshness known = freshness;
        if (known == null) {
            throw new IllegalStateException("kept without a verdict");
        }
        StoredAnswer answer = new StoredAnswer(
                status,
                Validation.kept(fields),
                new Body(body),
                known,
                request.getHeaders(),
                cache.bornNanos(fields, flight.begunNanos(), answeredNanos));
        boolean stored = cache.store().put(flight.target(), answer, flight.epoch());
        settle(answer, stored ? "; stored" : "", Result.MISS);
    }

    private void settle(StoredAnswer answer, String how, Result result) {
        settled = true;
        var waiting = cache.close(flight);
        Visit first = leader.getAndSet(null);
        if (first != null) {
            cache.serveFetched(first, answer, why, how, result);
        }
        waiting.forEach(waiter -> waiter.visit().loop().execute(() -> cache.serveCollapsed(waiter, answer)));
    }

    private void settleStale(StoredAnswer kept, String how) {
        settled = true;
        var waiting = cache.close(flight);
        Visit first = leader.getAndSet(null);
        if (first != null) {
            cache.serveFetched(first, kept, why, how, Result.STALE);
        }
        waiting.forEach(waiter -> waiter.visit()
                .loop()
                .execute(() ->
                        cache.serveFetched(waiter.visit(), kept, waiter.why(), how + "; collapsed", Result.STALE)));
    }

    private void settleAlone() {
        settled = true;
        cache.sendOn(cache.close(flight));
        Visit first = leader.getAndSet(null);
        if (first != null) {
            cache.alone(first, why);
        }
    }

    /** The answer goes to the client that began this, as it comes; false when that is gone. */
    boolean passOn(int status, HttpFields fields, @Nullable Supplier<HttpFields> trailers) {
        settled = true;
        boolean never = freshness != null || Storing.judge(status, fields, false) == null;
        if (never && status < 500 && (flight.wasWanted() || begunBy.wish().conditional())) {
            cache.noteUncacheable(flight.target());
        }
        cache.sendOn(cache.close(flight));
        Visit first = leader.getAndSet(null);
        if (first == null) {
            return false;
        }
        passedTo = first;
        cache.count(Result.MISS);
        Response to = first.client().response();
        to.setStatus(status);
        fields.forEach(to.getHeaders()::add);
        to.getHeaders().add(cache.status().forwarded(why));
        to.setTrailersSupplier(trailers);
        return true;
    }

    /** The client that began this is gone: so is the fetch unless others wait for it. */
    void onClientGone(Throwable cause, Consumer<Throwable> end) {
        Visit first = leader.getAndSet(null);
        if (first == null) {
            if (response.passes()) {
                end.accept(cause);
            }
            return;
        }
        first.client().breakOff(cause, false, 0);
        if (!response.collects() && flight.closeIfDeserted()) {
            cache.close(flight);
            end.accept(cause);
        }
    }

    @Override
    public void passInterim(int status, HttpFields interim, Runnable goOn) {
        Visit first = leader.get();
        if (first == null) {
            goOn.run();
        } else {
            first.client().passInterim(status, interim, goOn);
        }
    }

    @Override
    public void refuse(Problem problem) {
        Visit to = passedTo;
        if (to != null) {
            // What the client was to get has been taken back.
            to.client().response().getHeaders().add(cache.status().forwarded(why));
            to.client().refuse(problem);
            return;
        }
        if (settled) {
            return;
        }
        if (stale != null
                && Staleness.afterProblem(
                        stale, problem, cache.nanoTime(), cache.config().staleIfUnreachable())) {
            settleStale(stale, "; detail=" + Staleness.label(problem));
            return;
        }
        settled = true;
        cache.sendOn(cache.close(flight));
        Visit first = leader.getAndSet(null);
        if (first != null) {
            cache.count(Result.MISS);
            first.client().response().getHeaders().add(cache.status().forwarded(why));
            first.client().refuse(problem);
        }
    }

    @Override
    public void end(int status, long responseBytes) {
        Visit to = passedTo;
        if (to != null) {
            to.client().end(status, responseBytes);
        }
    }

    @Override
    public void breakOff(Throwable cause, boolean byWorker, long responseBytes) {
        response.release();
        Visit to = passedTo;
        if (to != null) {
            to.client().breakOff(cause, byWorker, responseBytes);
            return;
        }
        settled = true;
        cache.sendOn(cache.close(flight));
        Visit first = leader.getAndSet(null);
        if (first != null) {
            first.client().breakOff(cause, byWorker, responseBytes);
        }
    }
}
