package dev.seawall.frontdoor.relay.http1;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One loop's idle connections to one worker, the most recently used given out first, so that the rest can age and
 * close.
 *
 * <p>Thread rule: thread-safe; nearly always its own loop calls, so the lock is free.
 */
final class ConnectionPool {
    private static final int MOST_IDLE = 512;

    private final Deque<WorkerConnection> idle = new ArrayDeque<>();
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
            WorkerConnection connection = poll();
            if (connection == null || connection.lend()) {
                return connection;
            }
        }
    }

    private synchronized @Nullable WorkerConnection poll() {
        return idle.pollFirst();
    }

    void add(WorkerConnection connection) {
        WorkerConnection oldest = push(connection);
        if (oldest != null && oldest.lend()) {
            oldest.abort(new IOException("more than " + MOST_IDLE + " idle connections"));
        }
        if (!connection.getEndPoint().isOpen()) {
            remove(connection);
        }
    }

    /** The one that is too many, if there is. */
    private synchronized @Nullable WorkerConnection push(WorkerConnection connection) {
        idle.addFirst(connection);
        return idle.size() > MOST_IDLE ? idle.pollLast() : null;
    }

    synchronized void remove(WorkerConnection connection) {
        idle.remove(connection);
    }
}
