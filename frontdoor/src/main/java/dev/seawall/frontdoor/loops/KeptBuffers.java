package dev.seawall.frontdoor.loops;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Retainable;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that one loop has by itself, a few of each size.
 *
 * <p>Thread rule: belongs to the loop's thread, but for {@link Kept#release} and what that counts.
 */
final class KeptBuffers {
    /** A head, an answer with its head, a body's piece, a TLS record with room to spare, a large body's piece. */
    private static final int[] SIZES = {4096, 8192, 16 * 1024, 20 * 1024, LoopBuffers.LARGE_BYTES};

    private static final int LARGE = SIZES.length - 1;
    private static final int MOST_OF_A_SIZE = 16;

    private final @Nullable Kept[][] kept = new Kept[SIZES.length][MOST_OF_A_SIZE];
    private final int[] counts = new int[SIZES.length];
    private final AtomicInteger largeLent = new AtomicInteger();

    /** Of the sizes lent, the least that {@code size} bytes have room in; -1 for none. */
    static int kind(int size) {
        for (int i = 0; i < SIZES.length; i++) {
            if (size <= SIZES[i]) {
                return i;
            }
        }
        return -1;
    }

    int largeLent() {
        return largeLent.get();
    }

    /** Null when there is none. */
    @Nullable
    Kept take(int kind) {
        int count = counts[kind];
        if (count == 0) {
            return null;
        }
        counts[kind] = count - 1;
        Kept taken = kept[kind][count - 1];
        kept[kind][count - 1] = null;
        if (taken != null) {
            taken.references.acquire();
            countLarge(kind, 1);
        }
        return taken;
    }

    Kept lend(LoopBuffers pool, int kind) {
        countLarge(kind, 1);
        return new Kept(pool, pool.fromShared(SIZES[kind]), kind, new Retainable.ReferenceCounter());
    }

    private void countLarge(int kind, int more) {
        if (kind == LARGE) {
            largeLent.addAndGet(more);
        }
    }

    /** False when there are enough of that size. */
    private boolean keep(Kept buffer) {
        int count = counts[buffer.kind];
        if (count == MOST_OF_A_SIZE) {
            return false;
        }
        kept[buffer.kind][count] = buffer;
        counts[buffer.kind] = count + 1;
        return true;
    }

    /** One of the shared pool's, back at its loop whenever it is released there. */
    final class Kept extends RetainableByteBuffer.Pooled {
        private final LoopBuffers pool;
        private final RetainableByteBuffer shared;
        private final int kind;
        private final Retainable.ReferenceCounter references;

        private Kept(LoopBuffers pool, RetainableByteBuffer shared, int kind, Retainable.ReferenceCounter references) {
            super(pool, shared.getByteBuffer(), references);
            this.pool = pool;
            this.shared = shared;
            this.kind = kind;
            this.references = references;
        }

        @Override
        public boolean release() {
            if (!references.release()) {
                return false;
            }
            countLarge(kind, -1);
            // Cleared before anybody else can be given it.
            getByteBuffer().position(0).limit(0);
            LoopThread loop = LoopThread.current();
            if (loop != null && loop.buffers() == KeptBuffers.this && keep(this)) {
                pool.onKept(capacity());
            } else {
                shared.release();
            }
            return true;
        }
    }
}
