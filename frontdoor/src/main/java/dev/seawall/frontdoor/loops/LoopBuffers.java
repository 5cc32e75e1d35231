package dev.seawall.frontdoor.loops;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Lends direct buffers that each loop keeps for itself: the few that a turn needs are taken and given back without
 * asking the pool that all loops share, and are still in the processor's cache.
 *
 * <p>Thread rule: thread-safe; only on a loop's thread, and only if that is where the buffer was lent, it is kept.
 */
public final class LoopBuffers extends ByteBufferPool.Wrapper {
    /** What a large body moves in, while there {@link #isRoomForLarge}. */
    public static final int LARGE_BYTES = 64 * 1024;

    /** Of every loop: slow peers may hold that many, the others make do with usual ones. */
    private static final int MOST_LARGE = 64;

    private final ArrayByteBufferPool shared;

    /** Taken from the shared pool and not given back to it. */
    private final AtomicLong keptBytes = new AtomicLong();

    public LoopBuffers() {
        this(new ArrayByteBufferPool());
    }

    private LoopBuffers(ArrayByteBufferPool shared) {
        super(shared);
        this.shared = shared;
    }

    /** Whether the calling loop has lent few of {@link #LARGE_BYTES}; never without a loop. */
    public static boolean isRoomForLarge() {
        LoopThread loop = LoopThread.current();
        return loop != null && loop.buffers().largeLent() < MOST_LARGE;
    }

    /** The bytes of all buffers that have been acquired and not released. */
    public long lentBytes() {
        long pooled = shared.getDirectMemory()
                - shared.getAvailableDirectMemory()
                + shared.getHeapMemory()
                - shared.getAvailableHeapMemory();
        return pooled + shared.getReserved() - keptBytes.get();
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        LoopThread loop = direct ? LoopThread.current() : null;
        int kind = KeptBuffers.kind(size);
        if (loop == null || kind < 0) {
            return super.acquire(size, direct);
        }
        KeptBuffers.Kept kept = loop.buffers().take(kind);
        if (kept == null) {
            return loop.buffers().lend(this, kind);
        }
        keptBytes.addAndGet(-kept.capacity());
        return kept;
    }

    RetainableByteBuffer fromShared(int size) {
        return shared.acquire(size, true);
    }

    void onKept(int bytes) {
        keptBytes.addAndGet(bytes);
    }
}
