package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.overload.LoadConnection.Sent;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The load generator: requests leave when they are due, whatever became of those before; each that finds no idle connection
 * opens one; one that isn't answered in time is given up and its connection closed. A program; its arguments are the port,
 * when to begin (milliseconds since 1970), after how many milliseconds to give up, the number of workers, the phases
 * ({@link Course#arguments}) and the file for the answers.
 *
 * <p>Thread rule: one thread.
 */
public final class OpenLoad {
    private static final long LONGEST_NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    /** Before answers are read and old requests given up, however many are due. */
    private static final int MOST_AT_ONCE = 16;

    private static final int MOST_CONNECTIONS = 12_000;

    private final int port;
    private final long beginNanos;
    private final long timeoutNanos;
    private final Arrivals arrivals;
    private final DataOutputStream out;
    private final Selector selector = Selector.open();
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final Deque<Sent> sent = new ArrayDeque<>();

    private OpenLoad(String[] arguments, DataOutputStream out) throws IOException {
        this.out = out;
        port = Integer.parseInt(arguments[0]);
        long wait = Long.parseLong(arguments[1]) - System.currentTimeMillis();
        beginNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
        arrivals = new Arrivals(arguments[4], Integer.parseInt(arguments[3]));
    }

    public static void main(String[] arguments) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[5]))))) {
            new OpenLoad(arguments, out).run();
        }
    }

    private void run() throws IOException {
        long next = arrivals.next();
        while (next >= 0 || !sent.isEmpty()) {
            for (int i = 0; i < MOST_AT_ONCE && next >= 0 && beginNanos + next - System.nanoTime() <= 0; i++) {
                send(new Sent(beginNanos + next, arrivals.target(), System.nanoTime() - beginNanos - next));
                next = arrivals.next();
            }
            giveUp();
            await(next);
        }
    }

    private void await(long next) throws IOException {
        if (next < 0 && sent.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        long wait = sent.isEmpty() ? Long.MAX_VALUE : sent.getFirst().dueNanos + timeoutNanos - now;
        if (next >= 0) {
            wait = Math.min(wait, beginNanos + next - now);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(Math.max(0, wait));
        if (millis > 0) {
            selector.select(this::ready, millis);
        } else if (selector.selectNow(this::ready) == 0 && wait > 0) {
            LockSupport.parkNanos(Math.min(wait, LONGEST_NAP_NANOS));
        }
    }

    private void send(Sent request) throws IOException {
        sent.add(request);
        start(request, idle.pollFirst());
    }

    /** @param kept null: a new connection is needed */
    private void start(Sent request, @Nullable LoadConnection kept) throws IOException {
        if (kept == null && selector.keys().size() >= MOST_CONNECTIONS) {
            throw new IOException("more than " + MOST_CONNECTIONS + " connections would be needed");
        }
        LoadConnection connection = kept;
        try {
            if (connection == null) {
                connection = new LoadConnection(selector, port);
            }
            connection.send(request);
        } catch (IOException e) {
            lost(request, connection);
        }
    }

    private void lost(Sent request, @Nullable LoadConnection connection) throws IOException {
        if (connection != null) {
            connection.close();
        }
        finish(request, Answer.LOST);
    }

    /** Those that were sent first are the first whose time is over. */
    private void giveUp() throws IOException {
        long now = System.nanoTime();
        while (!sent.isEmpty()
                && (sent.getFirst().connection == null || sent.getFirst().dueNanos + timeoutNanos - now <= 0)) {
            Sent request = sent.removeFirst();
            LoadConnection connection = request.connection;
            if (connection != null) {
                connection.close();
                finish(request, Answer.TIMED_OUT);
            }
        }
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        Sent request = connection.current();
        try {
            try {
                if (!connection.onReady() || request == null) {
                    return;
                }
                finish(request, connection.status());
                connection.free();
                if (connection.canBeUsedAgain()) {
                    idle.addFirst(connection);
                } else {
                    connection.close();
                }
            } catch (IOException e) {
                ended(connection, request);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not go on", e);
        }
    }

    /** A connection that nobody needs may end at any time; a request that met its end goes out again. */
    private void ended(LoadConnection connection, @Nullable Sent request) throws IOException {
        connection.close();
        if (request == null) {
            idle.remove(connection);
        } else if (connection.wasClosedBetweenRequests()) {
            start(request, null);
        } else {
            finish(request, Answer.LOST);
        }
    }

    private void finish(Sent request, int status) throws IOException {
        request.connection = null;
        long due = TimeUnit.NANOSECONDS.toMicros(request.dueNanos - beginNanos);
        long latency = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - request.dueNanos);
        long late = TimeUnit.NANOSECONDS.toMicros(request.lateNanos);
        new Answer((int) due, (int) latency, (int) late, status, request.target).write(out);
    }
}
