package dev.seawall.frontdoor.loops;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A port whose connections are accepted, read and answered by loops, one for each core.
 *
 * <p>Thread rule: thread-safe.
 */
public class LoopConnector extends ServerConnector {
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();
    /** Who finds it full tries again after a second (RFC 6298 §2.1). The kernel's own limit, net.core.somaxconn, is as high. */
    private static final int ACCEPT_QUEUE = 4096;

    private static final long LONGEST_CLOSE_SECONDS = 5;

    private @Nullable ServerSocketChannel listening;
    private @Nullable Doorkeeper doorkeeper;

    /** @param executor a {@link LoopExecutor}: another would take every request off its loop */
    public LoopConnector(Server server, Executor executor, ConnectionFactory... protocols) {
        super(server, executor, null, null, 0, LOOPS, protocols);
    }

    /** Before it is started. */
    public void doorkeeper(Doorkeeper asked) {
        doorkeeper = asked;
    }

    @Override
    public int getAcceptQueueSize() {
        return ACCEPT_QUEUE;
    }

    @Override
    protected ServerSocketChannel openAcceptChannel() throws IOException {
        ServerSocketChannel channel = super.openAcceptChannel();
        listening = channel;
        return channel;
    }

    /** Once this returns nobody can connect any more; Jetty's own leaves the port to the loop that accepts from it. */
    @Override
    public void close() {
        ServerSocketChannel closing = listening;
        super.close();
        if (closing != null && closing.isOpen()) {
            IO.close(closing);
            awaitSelection();
        }
    }

    /** A socket that a selector knows is closed for good when the selector next looks at it. */
    private void awaitSelection() {
        Collection<LoopSelector> loops = getSelectorManager().getBeans(LoopSelector.class);
        if (!isRunning() || LoopSelector.current() != null) {
            return;
        }
        var looked = new CountDownLatch(loops.size());
        loops.forEach(loop -> loop.submit(selector -> looked.countDown()));
        try {
            var unused = looked.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new Loops(executor, scheduler, selectors);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        LoopEndPoint accepted = new LoopEndPoint(channel, selector, key, getScheduler());
        accepted.guest(key.attachment());
        accepted.setIdleTimeout(getIdleTimeout());
        attend(accepted);
        return accepted;
    }

    /** Whether a connection that has just been accepted may stay; otherwise it is reset. On the accepting loop. */
    protected boolean admits(SocketChannel channel) {
        return true;
    }

    /**
     * May give a connection its {@link Attendant}.
     *
     * @throws IOException when it may not stay after all
     */
    protected void attend(LoopEndPoint accepted) throws IOException {}

    /** Has each loop's accepted connections looked at, all at once, on the loop's own thread. */
    public void round(Consumer<List<LoopEndPoint>> look) {
        for (LoopSelector loop : getSelectorManager().getBeans(LoopSelector.class)) {
            loop.submit(selector -> LoopThread.runOn(loop, () -> look.accept(accepted(selector))));
        }
    }

    /** None once the loop has ended. */
    private static List<LoopEndPoint> accepted(Selector selector) {
        if (!selector.isOpen()) {
            return List.of();
        }
        List<LoopEndPoint> accepted = new ArrayList<>(selector.keys().size());
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof LoopEndPoint endPoint && !(endPoint instanceof LoopEndPoint.Dialled)) {
                accepted.add(endPoint);
            }
        }
        return accepted;
    }

    /** Has what was accepted by the connector, and what was dialled by a {@link Dialer}: that has a {@link Dial}. */
    private final class Loops extends ServerConnectorManager {
        /** The dial that the calling thread is at; what it asks of a manager meanwhile is for that. */
        private static final ThreadLocal<@Nullable Dial> DIALLING = new ThreadLocal<>();

        Loops(Executor executor, Scheduler scheduler, int selectors) {
            super(executor, scheduler, selectors);
        }

        @Override
        protected void accepted(SelectableChannel channel) throws IOException {
            if (admits((SocketChannel) channel)) {
                super.accepted(channel);
            } else {
                // Leaves nothing behind, here or in the kernel.
                ((SocketChannel) channel).setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        }

        @Override
        protected ManagedSelector newSelector(int id) {
            return new LoopSelector(this, id);
        }

        @Override
        public void connect(SelectableChannel channel, Object attachment) {
            with(attachment, () -> super.connect(channel, attachment));
        }

        @Override
        public void accept(SelectableChannel channel, @Nullable Object attachment) {
            Object guest = attachment;
            if (attachment == null && doorkeeper != null) {
                guest = doorkeeper.admit((SocketChannel) channel);
                if (guest == null) {
                    LoopEndPoint.reset((SocketChannel) channel);
                    return;
                }
            }
            Object known = guest;
            with(known, () -> super.accept(channel, known));
        }

        private void left(@Nullable Object guest) {
            if (guest != null && doorkeeper != null) {
                doorkeeper.left(guest);
            }
        }

        private void with(@Nullable Object attachment, Runnable action) {
            if (!(attachment instanceof Dial dial)) {
                action.run();
                return;
            }
            DIALLING.set(dial);
            try {
                action.run();
            } finally {
                DIALLING.remove();
            }
        }

        @Override
        protected ManagedSelector chooseSelector() {
            LoopSelector own = DIALLING.get() == null ? null : LoopSelector.current();
            return own == null ? super.chooseSelector() : own;
        }

        @Override
        public long getConnectTimeout() {
            Dial dial = DIALLING.get();
            return dial == null
                    ? super.getConnectTimeout()
                    : Math.max(1, dial.limit().toMillis());
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(
                SelectableChannel channel, ManagedSelector selector, SelectionKey key) throws IOException {
            return key.attachment() instanceof Dial
                    ? new LoopEndPoint.Dialled((SocketChannel) channel, selector, key, getScheduler())
                    : super.newEndPoint(channel, selector, key);
        }

        @Override
        public Connection newConnection(SelectableChannel channel, EndPoint endPoint, @Nullable Object attachment)
                throws IOException {
            return attachment instanceof Dial dial
                    ? dial.protocol().apply(endPoint)
                    : super.newConnection(channel, endPoint, attachment);
        }

        @Override
        public void connectionOpened(Connection connection, @Nullable Object attachment) {
            super.connectionOpened(connection, attachment);
            if (attachment instanceof Dial dial) {
                dial.opened().accept(connection);
            }
        }

        @Override
        protected void connectionFailed(SelectableChannel channel, Throwable failure, Object attachment) {
            super.connectionFailed(channel, failure, attachment);
            if (attachment instanceof Dial dial) {
                dial.failed().accept(failure);
            }
        }

        @Override
        protected void onAcceptFailed(SelectableChannel channel, Throwable failure, @Nullable Object attachment) {
            super.onAcceptFailed(channel, failure, attachment);
            if (attachment instanceof Dial dial) {
                dial.failed().accept(failure);
            } else {
                left(attachment);
            }
        }

        @Override
        protected void endPointOpened(EndPoint endPoint) {
            if (!(endPoint instanceof LoopEndPoint.Dialled)) {
                super.endPointOpened(endPoint);
            }
        }

        @Override
        protected void endPointClosed(EndPoint endPoint) {
            if (!(endPoint instanceof LoopEndPoint.Dialled)) {
                left(LoopEndPoint.of(endPoint).guest());
                super.endPointClosed(endPoint);
            }
        }
    }
}
