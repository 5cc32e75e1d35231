package dev.seawall.frontdoor.http.http1;

import dev.seawall.frontdoor.http.exchange.IncomingContent;
import dev.seawall.frontdoor.http.patience.Pace;
import dev.seawall.frontdoor.http.patience.Watch;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as handlers read it: from the socket only when they ask for it, so that a handler that does not keep
 * up slows its client down.
 *
 * <p>Thread rule: one reader at a time. {@link #onReadable} and {@link #fail} from any thread.
 */
final class RequestBody implements IncomingContent {
    /** Of a body nobody wants, to reach the next request behind it. */
    private static final int MOST_UNWANTED_READS = 16;

    private final Http1Connection connection;
    private final Http1Exchange exchange;
    private final Input input;
    private final RequestReader reader;
    private final AtomicReference<@Nullable Runnable> demand = new AtomicReference<>();
    private final Turnstile deliveries = new Turnstile(this::deliver);
    private volatile Content.@Nullable Chunk failure;
    private volatile boolean awaitsContinue;
    private Content.@Nullable Chunk ready;
    private boolean ended;
    private volatile @Nullable HttpFields trailers;
    private volatile long bytesRead;
    private @Nullable Pace pace;

    /** @param awaitsContinue whether the client sends it only after a 100 (RFC 9110 §10.1.1) */
    RequestBody(
            Http1Connection connection,
            Http1Exchange exchange,
            Input input,
            RequestReader reader,
            boolean awaitsContinue) {
        this.connection = connection;
        this.exchange = exchange;
        this.input = input;
        this.reader = reader;
        this.awaitsContinue = awaitsContinue;
    }

    /** Whether the client, for whom somebody waits, sends too slowly; asked in every round. */
    boolean fallsBehind(Watch watch) {
        boolean awaited = demand.get() != null && !reader.isComplete();
        if (pace == null && awaited) {
            pace = new Pace(watch.tempo(), bytesRead);
        }
        return pace != null && pace.fallsBehind(awaited ? watch.waitedNanos() : 0, bytesRead, 1);
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public @Nullable HttpFields trailers() {
        return trailers;
    }

    @Override
    public boolean takeContinue() {
        boolean awaited = awaitsContinue;
        awaitsContinue = false;
        return awaited;
    }

    boolean awaitsContinue() {
        return awaitsContinue;
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk failed = failure;
        if (failed != null) {
            failure = Content.Chunk.next(failed);
            return failed;
        }
        Content.Chunk next = ready == null ? reader.readBody() : ready;
        return taken(next);
    }

    private Content.@Nullable Chunk taken(Content.@Nullable Chunk next) {
        if (next == null) {
            return null;
        }
        ready = Content.Chunk.next(next);
        if (next.hasRemaining()) {
            awaitsContinue = false;
            addBytes(next.remaining());
        }
        if (next instanceof Trailers end) {
            trailers = end.getTrailers();
        }
        if (!ended && next.isLast() && reader.isComplete()) {
            ended = true;
            connection.onRequestRead();
        }
        return next;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one reader at a time
    private void addBytes(int count) {
        bytesRead += count;
    }

    @Override
    public boolean consumeAvailable() {
        for (int i = 0; i < MOST_UNWANTED_READS; i++) {
            Content.Chunk unwanted = read();
            if (unwanted == null || Content.Chunk.isFailure(unwanted)) {
                return false;
            }
            unwanted.release();
            if (unwanted.isLast()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void discard() {
        Content.Chunk unread = ready;
        ready = null;
        if (unread != null) {
            unread.release();
        }
    }

    void demand(Runnable available) {
        if (!demand.compareAndSet(null, available)) {
            throw new IllegalStateException("demand pending");
        }
        if (awaitsContinue && !isAvailable()) {
            exchange.sendContinue(deliveries::enter);
        } else {
            deliveries.enter();
        }
    }

    private void deliver() {
        if (demand.get() == null) {
            return;
        }
        if (isAvailable()) {
            run(demand.getAndSet(null));
        } else {
            input.watch();
        }
    }

    private boolean isAvailable() {
        if (failure != null || ready != null || input.hasArrived()) {
            return true;
        }
        ready = reader.parseBody();
        return ready != null;
    }

    private void run(@Nullable Runnable waiting) {
        if (waiting != null) {
            exchange.run(waiting);
        }
    }

    /** The socket has become readable; false when nobody waits for that here. */
    boolean onReadable() {
        if (demand.get() == null) {
            return false;
        }
        deliveries.enter();
        return true;
    }

    @Override
    public boolean fail(Throwable cause, boolean onlyOnce) {
        Content.Chunk known = failure;
        if (known == null || !known.isLast()) {
            failure = Content.Chunk.from(cause, !onlyOnce);
        }
        Runnable waiting = demand.getAndSet(null);
        run(waiting);
        return waiting != null;
    }
}
