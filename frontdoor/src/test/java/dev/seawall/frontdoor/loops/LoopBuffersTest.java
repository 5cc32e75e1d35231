package dev.seawall.frontdoor.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose the buffers are, and when. */
class LoopBuffersTest {
    private static final int SECONDS = 20;

    private final LoopBuffers buffers = new LoopBuffers();
    private final QueuedThreadPool pool = new QueuedThreadPool();
    private final Server server = new Server(pool);
    private final LoopConnector port = new LoopConnector(server, new LoopExecutor(pool), new HttpConnectionFactory());

    @BeforeEach
    void start() throws Exception {
        port.setHost("127.0.0.1");
        server.addConnector(port);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aLoopGetsBackWhatItGaveBackAndEmpty() {
        RetainableByteBuffer first = onLoop(() -> {
            RetainableByteBuffer lent = buffers.acquire(100, true);
            BufferUtil.append(lent.getByteBuffer(), (byte) 1);
            lent.release();
            return lent;
        });

        RetainableByteBuffer second = onLoop(() -> buffers.acquire(4000, true));

        assertThat(second).isSameAs(first);
        assertThat(second.remaining()).isZero();
        assertThat(second.isRetained()).isFalse();
        assertThat(second.release()).isTrue();
    }

    @Test
    void whatIsStillReadElsewhereIsLentToNobodyElse() {
        RetainableByteBuffer first = onLoop(() -> {
            RetainableByteBuffer lent = buffers.acquire(100, true);
            lent.retain();
            lent.release();
            return lent;
        });

        RetainableByteBuffer second = onLoop(() -> buffers.acquire(100, true));

        assertThat(second).isNotSameAs(first);
        assertThat(buffers.lentBytes()).isEqualTo(2 * 4096);
        first.release();
        second.release();
        assertThat(buffers.lentBytes()).isZero();
    }

    @Test
    void whatNoLoopReleasesGoesBackToAll() {
        RetainableByteBuffer lent = onLoop(() -> buffers.acquire(100, true));

        lent.release();

        assertThat(buffers.lentBytes()).isZero();
        assertThat(onLoop(() -> buffers.acquire(100, true))).isNotSameAs(lent);
    }

    @Test
    void slowPeersCannotHoldLargeOnesWithoutEnd() {
        List<RetainableByteBuffer> held = new ArrayList<>();

        onLoop(() -> {
            while (LoopBuffers.isRoomForLarge()) {
                held.add(buffers.acquire(LoopBuffers.LARGE_BYTES, true));
            }
            return held;
        });

        assertThat(held).hasSize(64);
        held.getFirst().release();
        assertThat(onLoop(LoopBuffers::isRoomForLarge)).isTrue();
        assertThat(LoopBuffers.isRoomForLarge()).isFalse();
    }

    /** On the same loop each time. */
    private <T> T onLoop(Supplier<T> task) {
        LoopSelector loop = port.getSelectorManager()
                .getBeans(LoopSelector.class)
                .iterator()
                .next();
        return CompletableFuture.supplyAsync(task, loop)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
