package dev.seawall.frontdoor.loops;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose readiness is dealt with where it is noticed: on the selector's thread, before the keys are updated,
 * so that an interest taken up again at once costs no system call.
 *
 * <p>Thread rule: as Jetty's endpoints: thread-safe but for reading, which one thread does at a time.
 */
class LoopEndPoint extends SocketChannelEndPoint {
    LoopEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public @Nullable Runnable onSelected() {
        Runnable task = super.onSelected();
        LoopThread loop = LoopThread.current();
        if (task == null || loop == null) {
            return task;
        }
        loop.run(task);
        return null;
    }

    /** One that was dialled from here: not among the connector's own, for which its shutdown waits. */
    static final class Dialled extends LoopEndPoint {
        Dialled(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }
    }
}
