package dev.seawall.frontdoor.loops;

/**
 * A loop's turn: everything from one look at the sockets to the next. What leaves the process waits for its end, so that
 * what it wakes finds all of the turn's work at once, not piece by piece.
 *
 * <p>Thread rule: any thread; one that runs no loop has no turns and does things at once.
 */
public final class Turn {
    private Turn() {}

    /** Runs {@code task} on this thread when the sockets found ready have all been dealt with, or now without a loop. */
    public static void atEnd(Runnable task) {
        LoopThread loop = LoopThread.current();
        if (loop == null) {
            task.run();
        } else {
            loop.atEnd(task);
        }
    }

    /** Does now what waits for the turn's end, for whoever has to know that it is done. */
    public static void endNow() {
        LoopThread loop = LoopThread.current();
        if (loop != null) {
            loop.endWithin();
        }
    }
}
