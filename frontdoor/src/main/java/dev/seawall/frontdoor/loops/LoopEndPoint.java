package dev.seawall.frontdoor.loops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EofException;
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
    /** Idle times are noted this finely: to read the clock for each byte that moves costs more than it tells. */
    private static final long IDLE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private volatile long notIdleNanos = System.nanoTime() - IDLE_STEP_NANOS;

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

    /** One piece takes a {@code write}, which is cheaper than a {@code writev} of one. */
    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        if (buffers.length != 1) {
            return super.flush(buffers);
        }
        ByteBuffer only = buffers[0];
        try {
            if (getChannel().write(only) > 0) {
                notIdle();
            }
        } catch (IOException e) {
            throw new EofException(e);
        }
        return !only.hasRemaining();
    }

    @Override
    public void notIdle() {
        long now = LoopClock.nanoTime();
        if (now - notIdleNanos >= IDLE_STEP_NANOS) {
            notIdleNanos = now;
            super.notIdle();
        }
    }

    /** One that was dialled from here: not among the connector's own, for which its shutdown waits. */
    static final class Dialled extends LoopEndPoint {
        Dialled(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }
    }
}
