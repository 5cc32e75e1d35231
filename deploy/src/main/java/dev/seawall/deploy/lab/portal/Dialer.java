package dev.seawall.deploy.lab.portal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Makes the connection that belongs to one that came in. Called by many threads. */
@FunctionalInterface
public interface Dialer {
    int CONNECT_MILLIS = 5_000;

    /** The other half; an IOException breaks the client's connection. */
    SocketChannel dial(SocketChannel client) throws IOException;

    /** To an address by TCP; who is there sees the client's own address when that is a loopback one. */
    static Dialer to(InetSocketAddress to) {
        return client -> {
            boolean nearby = client.getRemoteAddress() instanceof InetSocketAddress from
                    && from.getAddress().isLoopbackAddress();
            return connect(to, nearby ? ((InetSocketAddress) client.getRemoteAddress()).getAddress() : null);
        };
    }

    /** Connected when this returns, from an address of this computer if one is named. */
    static SocketChannel connect(InetSocketAddress to, @Nullable InetAddress from) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (from != null) {
                channel.bind(new InetSocketAddress(from, 0));
            }
            channel.socket().connect(to, CONNECT_MILLIS);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
