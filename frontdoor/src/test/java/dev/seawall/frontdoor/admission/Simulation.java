package dev.seawall.frontdoor.admission;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * A clock and what is to happen by it: events run in the order of their times, in no time at all.
 *
 * <p>Thread rule: one thread.
 */
final class Simulation {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos = 1;
    private long made;

    private record Event(long atNanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    long nanoTime() {
        return nowNanos;
    }

    void in(long nanos, Runnable action) {
        events.add(new Event(nowNanos + Math.max(0, nanos), made++, action));
    }

    void in(Duration delay, Runnable action) {
        in(delay.toNanos(), action);
    }

    void every(Duration interval, Runnable action) {
        in(interval, () -> {
            action.run();
            every(interval, action);
        });
    }

    void run(Duration time) {
        long untilNanos = nowNanos + time.toNanos();
        for (Event next = events.peek(); next != null && next.atNanos <= untilNanos; next = events.peek()) {
            events.remove();
            nowNanos = next.atNanos;
            next.action.run();
        }
        nowNanos = untilNanos;
    }
}
