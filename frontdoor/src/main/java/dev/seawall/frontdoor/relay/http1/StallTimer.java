package dev.seawall.frontdoor.relay.http1;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.CyclicTimeout;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Fires when one direction of a try makes no progress. One a connection and direction, rearmed for every wait, which
 * costs no timer task (see {@link CyclicTimeout}).
 *
 * <p>Thread rule: one thread arms and disarms; fires on the scheduler's.
 */
final class StallTimer extends CyclicTimeout {
    /** What to do, and from when on: an expiry that was under way while the next wait began is not the next one's. */
    private record Wait(long dueNanos, Runnable stalled) {}

    private volatile @Nullable Wait wait;

    StallTimer(Scheduler scheduler) {
        super(scheduler);
    }

    void arm(Duration limit, Runnable stalled) {
        wait = new Wait(System.nanoTime() + limit.toNanos(), stalled);
        schedule(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void disarm() {
        cancel();
        wait = null;
    }

    @Override
    public void onTimeoutExpired() {
        Wait expired = wait;
        if (expired != null && System.nanoTime() - expired.dueNanos() >= 0) {
            expired.stalled().run();
        }
    }
}
