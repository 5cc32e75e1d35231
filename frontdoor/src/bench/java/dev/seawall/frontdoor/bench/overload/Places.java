package dev.seawall.frontdoor.bench.overload;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A worker's capacity: so many requests are served at once, the others wait, first come first served, however many and
 * whether or not anybody still wants the answer. When one that waited begins is reckoned from when the one before was to
 * end, not from when a busy machine noticed, so the capacity is the same on any machine.
 *
 * <p>Thread rule: thread-safe.
 */
final class Places {
    private final ScheduledExecutorService clock;
    private final int places;
    private final ServiceTimes times;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int busy;
    private double slowness = 1;
    private long served;

    Places(ScheduledExecutorService clock, int places, ServiceTimes times) {
        this.clock = clock;
        this.places = places;
        this.times = times;
    }

    /** @param answer runs, on the clock's thread, when the request has been served */
    synchronized void take(Runnable answer) {
        if (busy == places) {
            waiting.add(answer);
        } else {
            busy++;
            serve(answer, System.nanoTime());
        }
    }

    /** What begins from now on takes so many times as long. */
    synchronized void slow(double factor) {
        slowness = factor;
    }

    synchronized long served() {
        return served;
    }

    private void serve(Runnable answer, long beginsNanos) {
        long ends = beginsNanos + (long) (times.next() * slowness);
        Future<?> unused =
                clock.schedule(() -> finish(answer, ends), ends - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void finish(Runnable answer, long endedNanos) {
        synchronized (this) {
            served++;
            Runnable next = waiting.poll();
            if (next == null) {
                busy--;
            } else {
                serve(next, endedNanos);
            }
        }
        answer.run();
    }
}
