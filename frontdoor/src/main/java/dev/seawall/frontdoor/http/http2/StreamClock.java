package dev.seawall.frontdoor.http.http2;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Finds the streams on which nothing has come or gone for the connection's idle timeout, whatever the others do. One
 * timer serves all streams, and there is none while there are no streams.
 *
 * <p>Thread rule: thread-safe.
 */
final class StreamClock {
    /** In an idle timeout; a stream may begin just before the first it sees. */
    private static final int TICKS = 4;

    private final Http2Connection connection;
    private final Session session;
    private final Scheduler scheduler;
    private final AtomicBoolean set = new AtomicBoolean();
    private volatile Scheduler.@Nullable Task task;

    StreamClock(Http2Connection connection, Session session, Scheduler scheduler) {
        this.connection = connection;
        this.session = session;
        this.scheduler = scheduler;
    }

    /** Goes on as long as there are streams. */
    void watch() {
        long idleMillis = connection.getEndPoint().getIdleTimeout();
        if (idleMillis > 0 && !session.isIdle() && set.compareAndSet(false, true)) {
            task = scheduler.schedule(this::onTick, Math.max(1, idleMillis / TICKS), TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        Scheduler.Task pending = task;
        if (pending != null) {
            pending.cancel();
        }
    }

    private void onTick() {
        try {
            connection.facts().getExecutor().execute(this::sweep);
        } catch (RejectedExecutionException e) {
            sweep();
        }
    }

    private void sweep() {
        set.set(false);
        if (session.isClosed()) {
            return;
        }
        for (Http2Stream stream : session.still(TICKS + 1)) {
            stream.exchange()
                    .onIdle(new TimeoutException("nothing came or went for "
                            + connection.getEndPoint().getIdleTimeout() + " ms"));
        }
        watch();
    }
}
