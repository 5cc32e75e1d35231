package dev.seawall.frontdoor.relay.http1;

import java.time.Duration;

/**
 * How long a worker may take to begin its answer: from the request's end, and anew from every interim answer. While an
 * interim answer is on its way to the client the worker owes nothing.
 *
 * <p>Thread rule: thread-safe; after {@link #stop} the timer belongs to whoever reads the answer's body.
 */
final class AnswerClock {
    /** A worker that knows nothing of {@code Expect} must not wait for a body forever (RFC 9110 §10.1.1). */
    private static final Duration LONGEST_WAIT_FOR_100 = Duration.ofSeconds(1);

    private final StallTimer timer;
    private final Duration firstByteTimeout;
    private final Runnable onSilent;
    private final Runnable onNoContinue;
    private boolean requestOver;
    private boolean waitsForContinue;
    private boolean paused;
    private boolean stopped;

    AnswerClock(StallTimer timer, Duration firstByteTimeout, Runnable onSilent, Runnable onNoContinue) {
        this.timer = timer;
        this.firstByteTimeout = firstByteTimeout;
        this.onSilent = onSilent;
        this.onNoContinue = onNoContinue;
    }

    synchronized void onWaitsForContinue() {
        waitsForContinue = true;
        restart();
    }

    synchronized void onContinue() {
        waitsForContinue = false;
        restart();
    }

    /** No more of the request will go out. */
    synchronized void onRequestOver() {
        requestOver = true;
        restart();
    }

    synchronized void pause() {
        paused = true;
        restart();
    }

    synchronized void goOn() {
        paused = false;
        restart();
    }

    synchronized void stop() {
        stopped = true;
        timer.disarm();
    }

    private void restart() {
        if (stopped) {
            return;
        }
        if (!paused && requestOver) {
            timer.arm(firstByteTimeout, onSilent);
        } else if (!paused && waitsForContinue) {
            timer.arm(LONGEST_WAIT_FOR_100, onNoContinue);
        } else {
            timer.disarm();
        }
    }
}
