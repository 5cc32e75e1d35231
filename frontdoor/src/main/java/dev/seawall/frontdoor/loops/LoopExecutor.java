package dev.seawall.frontdoor.loops;

import java.util.concurrent.Executor;

/**
 * Runs what a loop hands over on that loop's own thread, as soon as it has finished what it is at; everything else on
 * the pool. To hand a request to another thread and back costs more than to relay it.
 *
 * <p>Thread rule: thread-safe. What comes from a loop must not block.
 */
public final class LoopExecutor implements Executor {
    private final Executor pool;

    public LoopExecutor(Executor pool) {
        this.pool = pool;
    }

    /** Gets back, from any thread, to the loop that the calling thread runs now; to {@code otherwise} if it runs none. */
    public static Executor here(Executor otherwise) {
        LoopSelector loop = LoopSelector.current();
        return loop == null ? otherwise : loop;
    }

    @Override
    public void execute(Runnable task) {
        LoopThread loop = LoopThread.current();
        if (loop != null) {
            loop.run(task);
        } else {
            pool.execute(() -> {
                try {
                    task.run();
                } finally {
                    LoopThread.leave();
                }
            });
        }
    }
}
