package dev.seawall.deploy.lab.portal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries what comes in on one address to where a {@link Dialer} leads, byte for byte, each direction's end by itself.
 * What breaks on one side breaks on the other; over a unix-domain socket, which knows no broken connections, it ends.
 * Thread-safe; two virtual threads for each connection.
 */
public final class Forwarder implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long RETRY_NANOS = 10_000_000;

    private final ServerSocketChannel listener;
    private final Dialer dialer;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Forwarder(ServerSocketChannel listener, Dialer dialer) {
        this.listener = listener;
        this.dialer = dialer;
    }

    /** Listens when this returns: on an IP address and port, or on a path where nothing is. */
    public static Forwarder open(SocketAddress from, Dialer dialer) throws IOException {
        var listener = from instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            if (from instanceof InetSocketAddress) {
                listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            listener.bind(from, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        var forwarder = new Forwarder(listener, dialer);
        Thread.ofVirtual().name("forward " + from).start(forwarder::accept);
        return forwarder;
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException e) {
                // Closed; or this process has no descriptor left, which passes.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void carry(SocketChannel client) {
        open.add(client);
        try (client) {
            if (isInternet(client)) {
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            try (var other = dialer.dial(client)) {
                open.add(other);
                if (cut) {
                    reset(other);
                    throw new IOException("cut");
                }
                Thread back = Thread.ofVirtual().start(() -> pour(other, client));
                pour(client, other);
                back.join();
                open.remove(other);
            }
        } catch (IOException e) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static boolean isInternet(SocketChannel channel) throws IOException {
        return channel.getRemoteAddress() instanceof InetSocketAddress;
    }

    /** To the end of what comes in, then says so to the other side. */
    private static void pour(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    /** Closes so that the peer sees a broken connection, not an orderly end. */
    private static void reset(SocketChannel channel) {
        try {
            if (channel.isOpen() && isInternet(channel)) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    /** Takes no more connections; those that are open go on. */
    public void stopListening() {
        try {
            listener.close();
        } catch (IOException e) {
            // It no longer listens, which is all that is wanted.
        }
    }

    @Override
    public void close() {
        cut = true;
        stopListening();
        open.forEach(Forwarder::reset);
    }
}
