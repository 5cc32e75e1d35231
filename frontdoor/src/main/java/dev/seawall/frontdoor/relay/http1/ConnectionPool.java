package dev.seawall.frontdoor.relay.http1;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * The idle connections to one worker, the most recently used given out first, so that the rest can age and close.
 *
 * <p>Thread rule: thread-safe.
 */
final class ConnectionPool {
    private static final int MOST_IDLE = 512;

    private final Deque<WorkerConnection> idle = new ConcurrentLinkedDeque<>();
    private final Duration keepIdleFor;

    ConnectionPool(Duration keepIdleFor) {
        this.keepIdleFor = keepIdleFor;
    }

    Duration keepIdleFor() {
        return keepIdleFor;
    }

    /** One that is open as far as anyone knows, lent out; null when there is none. */
    @Nullable
    WorkerConnection take() {
        while (true) {
            WorkerConnection connection = idle.pollFirst();
            if (connection == null || connection.lend()) {
                return connection;
            }
        }
    }

    void add(WorkerConnection connection) {
        idle.addFirst(connection);
        if (idle.size() > MOST_IDLE) {
            WorkerConnection oldest = idle.pollLast();
            if (oldest != null && oldest.lend()) {
                oldest.abort(new IOException("more than " + MOST_IDLE + " idle connections"));
            }
        } else if (!connection.getEndPoint().isOpen()) {
            remove(connection);
        }
    }

    void remove(WorkerConnection connection) {
        idle.remove(connection);
    }
}
