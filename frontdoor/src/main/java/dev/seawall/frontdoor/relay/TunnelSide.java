package dev.seawall.frontdoor.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a {@link UpgradeTunnel}: reads its own end and writes to the other, one buffer at a time.
 *
 * <p>Thread rule: {@link IteratingCallback} lets one thread at a time read.
 */
final class TunnelSide extends AbstractConnection implements Connection.UpgradeTo {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final EndPoint to;
    private final ByteBufferPool buffers;
    private final UpgradeTunnel tunnel;
    private final Pump pump = new Pump();
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable ByteBuffer early;
    private volatile boolean done;
    private volatile @Nullable Throwable failure;

    TunnelSide(EndPoint from, EndPoint to, Components components, UpgradeTunnel tunnel) {
        super(from, components.getExecutor());
        this.to = to;
        this.buffers = components.getByteBufferPool();
        this.tunnel = tunnel;
    }

    @Override
    public void onUpgradeTo(ByteBuffer read) {
        if (read != null && read.hasRemaining()) {
            early = read;
        }
    }

    @Override
    public void onOpen() {
        super.onOpen();
        tunnel.onSideOpened(this);
        pump.iterate();
    }

    boolean isDone() {
        return done;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    public void onFillable() {
        pump.iterate();
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        end(cause);
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        end(timeout);
        return false;
    }

    private void end(@Nullable Throwable cause) {
        done = true;
        failure = cause;
        tunnel.onSideEnded(this);
    }

    private final class Pump extends IteratingCallback {
        private @Nullable RetainableByteBuffer buffer;

        @Override
        protected Action process() throws IOException {
            ByteBuffer first = early;
            if (first != null) {
                early = null;
                return write(first);
            }
            RetainableByteBuffer into = buffers.acquire(BUFFER_BYTES, true);
            buffer = into;
            int filled = getEndPoint().fill(into.getByteBuffer());
            if (filled > 0) {
                return write(into.getByteBuffer());
            }
            release();
            if (filled < 0) {
                to.shutdownOutput();
                return Action.SUCCEEDED;
            }
            fillInterested();
            return Action.IDLE;
        }

        private Action write(ByteBuffer from) {
            bytes.addAndGet(from.remaining());
            to.write(this, from);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            release();
        }

        @Override
        protected void onCompleteSuccess() {
            end(null);
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            release();
            end(cause);
        }

        private void release() {
            if (buffer != null) {
                buffer.release();
                buffer = null;
            }
        }
    }
}
