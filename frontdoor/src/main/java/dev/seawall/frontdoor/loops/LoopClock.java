package dev.seawall.frontdoor.loops;

/**
 * The time as a loop knows it: read once when sockets were found ready, for everything that is then dealt with. Behind
 * the clock by as long as that takes, which is well below a hundredth of a second; for time limits, not for measuring.
 *
 * <p>Thread rule: any thread; one that runs no loop gets the exact time.
 */
public final class LoopClock {
    private LoopClock() {}

    /**
     * The earliest at which what the calling loop is at may have happened, compared with times that it took down itself:
     * what a loop finds when it looks for it after other work lay there for up to as long as that work took, and what it
     * sends goes out when it is done with other work. The present where no loop is.
     */
    public static long earliestNanos() {
        LoopThread loop = LoopThread.current();
        return loop == null ? System.nanoTime() : loop.earliestNanos();
    }

    /** As {@link System#nanoTime}, never ahead of it. */
    public static long nanoTime() {
        LoopThread loop = LoopThread.current();
        return loop == null ? System.nanoTime() : loop.nanoTime();
    }
}
