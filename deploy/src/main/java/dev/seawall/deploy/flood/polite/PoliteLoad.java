package dev.seawall.deploy.flood.polite;

import dev.seawall.deploy.flood.record.Polite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * An open loop of requests: each is sent when it is due, by whichever client is free, and its latency runs from that
 * moment, so that waiting for a free client or a connection counts. Each client is a thread, for a thread that is woken
 * by its own socket adds least to what is measured. Used by one thread; {@link #stop} by any.
 */
public final class PoliteLoad {
    /** How late a time-out may be noticed. */
    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long FIRST_DUE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int STACK_BYTES = 256 * 1024;

    private final Schedule schedule;
    private final Work work;
    private final long timeoutNanos;
    private final int clients;
    private final LongSupplier nanoTime;
    private final Connections connections;
    private final Exchange exchange;
    private final AtomicLong next = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, String> firstFailures = new TreeMap<>();

    /** Is told what became of the requests, an interval at a time. */
    public interface Listener {
        void onInterval(Polite entry) throws IOException;
    }

    /** With that many clients at most; there are never more than could be waiting at once. */
    PoliteLoad(Endpoint endpoint, Work work, Schedule schedule, Duration timeout, int clients, LongSupplier nanoTime) {
        this.schedule = schedule;
        this.work = work;
        this.timeoutNanos = timeout.toNanos();
        this.clients = (int) Math.min(clients, enough(schedule.perSecond(), timeout));
        this.nanoTime = nanoTime;
        this.connections = new Connections(endpoint);
        this.exchange = new Exchange(endpoint, connections);
    }

    /** Has each request come on a connection of its own, as somebody's first one does. To be called before the run. */
    void connectAnew() {
        connections.keepNone();
    }

    /** As many clients as can be waiting for an answer at once when none comes. */
    static long enough(double perSecond, Duration timeout) {
        return (long) Math.ceil(perSecond * timeout.toMillis() / 1000) + 1;
    }

    /** Sends what must be there beforehand, which isn't measured; tells the first failure. */
    public void prepare() throws IOException {
        Thread watch = Thread.ofPlatform().daemon().name("polite-watch").start(this::closeOverdueUntilInterrupted);
        try {
            for (Request request : work.preparation()) {
                if (exchange.run(request, nanoTime.getAsLong() + timeoutNanos) instanceof Outcome.Failed failed) {
                    throw new IOException("the objects to be read can't be put there beforehand: " + failed.words());
                }
            }
        } finally {
            watch.interrupt();
        }
    }

    private void closeOverdueUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            connections.closeOverdue(nanoTime.getAsLong());
            LockSupport.parkNanos(WATCH_NANOS);
        }
    }

    /** Until the fate of every request is known, or until it is stopped. */
    public void run(String target, Listener listener) throws IOException, InterruptedException {
        long start = nanoTime.getAsLong() + FIRST_DUE_NANOS;
        var intervals = new Intervals(
                target, schedule, System.currentTimeMillis() + TimeUnit.NANOSECONDS.toMillis(FIRST_DUE_NANOS));
        List<Thread> threads = new ArrayList<>();
        for (int client = 1; client <= clients; client++) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("polite-" + client)
                    .stackSize(STACK_BYTES)
                    .start(() -> send(start, intervals)));
        }
        try {
            watch(threads, start, intervals, listener);
        } finally {
            stop();
            threads.forEach(LockSupport::unpark);
            connections.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (Polite entry : intervals.rest(nanoTime.getAsLong() - start)) {
            listener.onInterval(entry);
        }
    }

    private void watch(List<Thread> threads, long start, Intervals intervals, Listener listener)
            throws IOException, InterruptedException {
        boolean over = false;
        while (!over && !stopped.await(WATCH_NANOS, TimeUnit.NANOSECONDS)) {
            over = threads.stream().noneMatch(Thread::isAlive);
            long now = nanoTime.getAsLong();
            connections.closeOverdue(now);
            // The last interval may reach beyond the last request, and nothing is to be waited for there.
            for (Polite entry : intervals.complete(over ? Long.MAX_VALUE : now - start)) {
                listener.onInterval(entry);
            }
        }
    }

    /** One client's life. */
    private void send(long start, Intervals intervals) {
        for (long number = next.getAndIncrement(); number < schedule.total(); number = next.getAndIncrement()) {
            long due = start + schedule.dueNanos(number);
            if (!awaited(due)) {
                return;
            }
            Outcome outcome = outcome(number, due + timeoutNanos);
            intervals.record(number, outcome, nanoTime.getAsLong() - due);
        }
    }

    /** False when the run was stopped before. */
    private boolean awaited(long due) {
        for (long left = due - nanoTime.getAsLong(); left > 0 && !isStopped(); left = due - nanoTime.getAsLong()) {
            LockSupport.parkNanos(left);
        }
        return !isStopped();
    }

    private Outcome outcome(long number, long deadline) {
        Outcome outcome = nanoTime.getAsLong() - deadline >= 0
                ? new Outcome.Failed(FailureKind.TIMEOUT, "all clients were waiting until the request's time was over")
                : exchange.run(work.request(number), deadline);
        if (isStopped() && outcome instanceof Outcome.Failed) {
            return new Outcome.Abandoned();
        }
        if (outcome instanceof Outcome.Failed failed) {
            synchronized (firstFailures) {
                firstFailures.putIfAbsent(failed.kind(), failed.words());
            }
        }
        return outcome;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Ends it soon: what is under way is given up and counts for nothing. */
    public void stop() {
        stopped.countDown();
    }

    /** For each kind of failure so far, what was observed the first time. */
    public Map<String, String> firstFailures() {
        synchronized (firstFailures) {
            return new TreeMap<>(firstFailures);
        }
    }
}
