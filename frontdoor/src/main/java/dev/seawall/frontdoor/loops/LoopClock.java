package dev.seawall.frontdoor.loops;

/**
 * The time as a loop knows it: read once when sockets were found ready, for everything that is then dealt with. Behind
 * the clock by as long as that takes, which is well below a hundredth of a second; for time limits, not for measuring.
 *
 * <p>Thread rule: any thread; one that runs no loop gets the exact time.
 */
public final class LoopClock {
    private LoopClock() {}

    /** As {@link System#nanoTime}, never ahead of it. */
    public static long nanoTime() {
        LoopThread loop = LoopThread.current();
        return loop == null ? System.nanoTime() : loop.nanoTime();
    }
}
