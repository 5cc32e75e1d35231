package dev.seawall.frontdoor.loops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
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
public class LoopEndPoint extends SocketChannelEndPoint {
    /** Idle times are noted this finely: to read the clock for each byte that moves costs more than it tells. */
    private static final long IDLE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private volatile long notIdleNanos = System.nanoTime() - IDLE_STEP_NANOS;
    private long bytesSent;
    private @Nullable Attendant attendant;

    LoopEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** Before anybody else knows of it. */
    public void attendant(Attendant comes) {
        attendant = comes;
    }

    /** Who was given it when it was accepted; null for nobody. */
    public @Nullable Attendant attendant() {
        return attendant;
    }

    /** The bytes that the socket has taken; for the loop. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Whether a write waits for the socket. */
    public boolean isWriting() {
        return getWriteFlusher().isPending();
    }

    /**
     * Tries a write that waits. A socket is reported writable only once a third of what it holds has gone, megabytes
     * perhaps, and a slow reader takes long for these.
     */
    public void writeOn() {
        if (isWriting()) {
            getWriteFlusher().completeWrite();
        }
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = remaining(buffers);
        boolean all = super.flush(buffers);
        bytesSent += before - (all ? 0 : remaining(buffers));
        return all;
    }

    private static long remaining(ByteBuffer... buffers) {
        long bytes = 0;
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        return bytes;
    }

    @Override
    public void onClose(@Nullable Throwable failure) {
        Attendant told = attendant;
        attendant = null;
        super.onClose(failure);
        if (told != null) {
            told.onClosed();
        }
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
