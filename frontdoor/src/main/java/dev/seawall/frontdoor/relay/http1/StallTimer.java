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
    private volatile @Nullable Runnable onStall;

    StallTimer(Scheduler scheduler) {
        super(scheduler);
    }

    void arm(Duration limit, Runnable stalled) {
        onStall = stalled;
        schedule(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void disarm() {
        cancel();
        onStall = null;
    }

    @Override
    public void onTimeoutExpired() {
        Runnable stalled = onStall;
        if (stalled != null) {
            stalled.run();
        }
    }
}
