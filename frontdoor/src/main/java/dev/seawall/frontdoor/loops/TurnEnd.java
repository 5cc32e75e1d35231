package dev.seawall.frontdoor.loops;

/**
 * The end of a loop's turn: when all sockets that were ready have been dealt with, and before the loop waits for more.
 * What is put off to it can be done once for all of them.
 *
 * <p>Stateless.
 */
public final class TurnEnd {
    private TurnEnd() {}

    /** Has {@code task} run at the end of the calling thread's turn; false, and nothing, when it runs no loop. */
    public static boolean run(Runnable task) {
        LoopThread loop = LoopThread.current();
        if (loop == null) {
            return false;
        }
        loop.selector().submit(selector -> runOnLoop(task));
        return true;
    }

    private static void runOnLoop(Runnable task) {
        LoopThread loop = LoopThread.current();
        if (loop == null) {
            task.run();
        } else {
            loop.run(task);
        }
    }
}
