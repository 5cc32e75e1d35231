package dev.seawall.frontdoor.loops;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.jspecify.annotations.Nullable;

/**
 * A selector whose thread knows that it is its own.
 *
 * <p>Thread rule: as Jetty's: one thread selects, any may submit.
 */
final class LoopSelector extends ManagedSelector implements Executor {
    private final SelectorManager manager;

    LoopSelector(SelectorManager manager, int id) {
        super(manager, id);
        this.manager = manager;
    }

    /** The calling thread's; null when it runs no loop. */
    static @Nullable LoopSelector current() {
        LoopThread loop = LoopThread.current();
        return loop == null ? null : loop.selector();
    }

    /** Runs it on this loop: after what the loop is at when called from there, otherwise as soon as it comes round. */
    @Override
    public void execute(Runnable task) {
        LoopThread loop = LoopThread.current();
        if (loop != null && loop.selector() == this) {
            loop.run(task);
        } else {
            submit(selector -> LoopThread.runOn(this, task));
        }
    }

    SelectorManager manager() {
        return manager;
    }

    @Override
    protected int nioSelect(Selector selector, boolean now) throws IOException {
        LoopThread loop = LoopThread.enter(this);
        loop.endTurn();
        long looksSinceNanos = System.nanoTime();
        try {
            return super.nioSelect(selector, now);
        } finally {
            loop.beginTurn(looksSinceNanos);
        }
    }
}
