package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.loops.LoopClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.CyclicTimeout;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Fires when one direction of a try makes no progress. One a connection and direction, rearmed for every wait. A wait
 * only notes when it is due: a wake-up that finds nothing due by then goes to sleep again, so most waits cost no timer.
 *
 * <p>Thread rule: one thread arms and disarms; fires on the scheduler's.
 */
final class StallTimer extends CyclicTimeout {
    /** What to do, and from when on. */
    private static final class Wait {
        private final long dueNanos;
        private final Runnable stalled;

        Wait(long dueNanos, Runnable stalled) {
            this.dueNanos = dueNanos;
            this.stalled = stalled;
        }
    }

    private volatile @Nullable Wait wait;
    private volatile boolean scheduled;
    private volatile long wakeNanos;

    StallTimer(Scheduler scheduler) {
        super(scheduler);
    }

    void arm(Duration limit, Runnable stalled) {
        long due = LoopClock.nanoTime() + limit.toNanos();
        wait = new Wait(due, stalled);
        if (!scheduled || wakeNanos - due > 0) {
            wakeUp(due, limit.toNanos());
        }
    }

    private void wakeUp(long due, long inNanos) {
        wakeNanos = due;
        scheduled = true;
        schedule(inNanos, TimeUnit.NANOSECONDS);
    }

    void disarm() {
        wait = null;
    }

    /** Will not be armed again. */
    void end() {
        wait = null;
        destroy();
    }

    @Override
    public void onTimeoutExpired() {
        // In this order: whoever arms meanwhile either is seen below, or sees that there is no wake-up any more.
        scheduled = false;
        for (Wait seen = wait; seen != null; ) {
            long left = seen.dueNanos - System.nanoTime();
            if (left <= 0) {
                seen.stalled.run();
                return;
            }
            wakeUp(seen.dueNanos, left);
            // One armed meanwhile may be due earlier, and its wake-up lost to this.
            Wait next = wait;
            if (next == seen) {
                return;
            }
            seen = next;
        }
    }
}
