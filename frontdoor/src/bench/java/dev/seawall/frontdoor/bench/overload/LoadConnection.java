package dev.seawall.frontdoor.bench.overload;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's connection: one request at a time. Thread rule: the load generator's thread. */
final class LoadConnection implements Closeable {
    private static final List<byte[]> REQUESTS = Target.ALL.stream()
            .map(target -> ("GET " + target.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII))
            .toList();

    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerReader reader = new AnswerReader();
    private @Nullable Sent current;
    private boolean used;

    /** A request on its way. Thread rule: the load generator's thread. */
    static final class Sent {
        final long dueNanos;
        final int target;
        final long lateNanos;
        /** Null once it has been answered, or given up. */
        @Nullable LoadConnection connection;

        Sent(long dueNanos, int target, long lateNanos) {
            this.dueNanos = dueNanos;
            this.target = target;
            this.lateNanos = lateNanos;
        }
    }

    LoadConnection(Selector selector, int port) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** Sends a request, as soon as the connection stands. */
    void send(Sent sent) throws IOException {
        current = sent;
        sent.connection = this;
        reader.reset();
        if (channel.isConnectionPending()) {
            return;
        }
        ByteBuffer request = ByteBuffer.wrap(REQUESTS.get(sent.target));
        channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("a connection took only a part of " + request.limit() + " bytes");
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Goes on, and says whether the answer to the current request is whole. */
    boolean onReady() throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            if (current != null) {
                send(current);
            }
            return false;
        }
        boolean whole = reader.read(channel);
        used |= whole;
        return whole;
    }

    @Nullable Sent current() {
        return current;
    }

    int status() {
        return reader.status();
    }

    /** The request is over. */
    void free() {
        current = null;
        reader.reset();
    }

    boolean canBeUsedAgain() {
        return channel.isOpen() && !reader.closes();
    }

    /** Whether the server has just closed it, as it may when there was an answer before: the request may be sent again. */
    boolean wasClosedBetweenRequests() {
        return used && reader.isEmpty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
