package dev.seawall.deploy.flood.polite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one run. The one used last is used next, so there are only as many as are needed at once.
 * Thread-safe.
 */
final class Connections implements AutoCloseable {
    private final Endpoint endpoint;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> used = new HashSet<>();
    private boolean keepsNone;
    private boolean closed;

    Connections(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** From now on each serves one request. */
    synchronized void keepNone() {
        keepsNone = true;
    }

    /** One that was kept, or null when there is none. */
    synchronized @Nullable Connection kept() {
        Connection connection = idle.pollFirst();
        if (connection != null) {
            used.add(connection);
        }
        return connection;
    }

    /** A new one, not yet connected. */
    synchronized Connection fresh() {
        var connection = new Connection(endpoint);
        used.add(connection);
        if (closed) {
            connection.close();
        }
        return connection;
    }

    synchronized void keep(Connection connection) {
        used.remove(connection);
        if (closed || keepsNone) {
            connection.close();
        } else {
            idle.addFirst(connection);
        }
    }

    synchronized void drop(Connection connection) {
        used.remove(connection);
        connection.close();
    }

    synchronized void closeOverdue(long nowNanos) {
        used.forEach(connection -> connection.closeIfOverdue(nowNanos));
    }

    /** All of them, those in use too. */
    @Override
    public synchronized void close() {
        closed = true;
        used.forEach(Connection::close);
        idle.forEach(Connection::close);
    }
}
