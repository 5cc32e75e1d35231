package dev.seawall.frontdoor.loops;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.IO;
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

    private volatile @Nullable Object guest;
    private volatile @Nullable SocketAddress client;

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
    public void onClose(@Nullable Throwable failure) {
        Attendant told = attendant;
        attendant = null;
        super.onClose(failure);
        if (told != null) {
            told.onClosed();
        }
    }

    /** The socket below whatever secures it. */
    public static LoopEndPoint of(EndPoint endPoint) {
        EndPoint socket = endPoint;
        while (socket instanceof EndPoint.Wrapper secured) {
            socket = secured.unwrap();
        }
        return (LoopEndPoint) socket;
    }

    /** What the {@link Doorkeeper} knows the connection by. */
    public @Nullable Object guest() {
        return guest;
    }

    void guest(@Nullable Object known) {
        guest = known;
    }

    /** A load balancer has said for whom the connection is, before anything else is read from it. */
    public void client(SocketAddress address, Object known) {
        client = address;
        guest = known;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        SocketAddress told = client;
        return told == null ? super.getRemoteSocketAddress() : told;
    }

    /** Closes it without a word: by a reset, over TLS too. */
    public void reset(Throwable cause) {
        abrupt(getChannel());
        close(cause);
    }

    static void reset(SocketChannel channel) {
        abrupt(channel);
        IO.close(channel);
    }

    private static void abrupt(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already.
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
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = remaining(buffers);
        boolean all = buffers.length == 1 ? flushOne(buffers[0]) : super.flush(buffers);
        bytesSent += before - (all ? 0 : remaining(buffers));
        return all;
    }

    /** By a {@code write}, which is cheaper than a {@code writev} of one piece. */
    private boolean flushOne(ByteBuffer bytes) throws IOException {
        try {
            if (getChannel().write(bytes) > 0) {
                notIdle();
            }
        } catch (IOException e) {
            throw new EofException(e);
        }
        return !bytes.hasRemaining();
    }

    private static long remaining(ByteBuffer... buffers) {
        long bytes = 0;
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        return bytes;
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
