package dev.seawall.frontdoor.loops;

import java.io.IOException;
import java.nio.channels.Selector;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.jspecify.annotations.Nullable;

/**
 * A selector whose thread knows that it is its own.
 *
 * <p>Thread rule: as Jetty's: one thread selects, any may submit.
 */
final class LoopSelector extends ManagedSelector {
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

    SelectorManager manager() {
        return manager;
    }

    @Override
    protected int nioSelect(Selector selector, boolean now) throws IOException {
        LoopThread loop = LoopThread.enter(this);
        loop.endTurn();
        try {
            return super.nioSelect(selector, now);
        } finally {
            loop.beginTurn();
        }
    }
}
