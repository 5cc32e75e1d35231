package dev.seawall.frontdoor.loops;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;

/**
 * Opens connections to others on the caller's own loop, so that both ends of an exchange have one thread; on any loop
 * when the caller runs none.
 *
 * <p>Thread rule: thread-safe, never blocks.
 */
public final class Dialer {
    private final LoopConnector otherwise;

    /** @param otherwise whose loops carry what is dialled from elsewhere */
    public Dialer(LoopConnector otherwise) {
        this.otherwise = otherwise;
    }

    /**
     * Dials, and tells {@code dial} what came of it.
     *
     * @param address resolved
     */
    public void dial(InetSocketAddress address, Dial dial) {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            boolean connected = channel.connect(address);
            LoopSelector loop = LoopSelector.current();
            SelectorManager manager = loop == null ? otherwise.getSelectorManager() : loop.manager();
            if (connected) {
                manager.accept(channel, dial);
            } else {
                manager.connect(channel, dial);
            }
        } catch (IOException | UnresolvedAddressException e) {
            IO.close(channel);
            dial.failed().accept(withAddress(e, address));
        }
    }

    private static Throwable withAddress(Exception cause, InetSocketAddress address) {
        return cause instanceof SocketException || cause instanceof UnresolvedAddressException
                ? new SocketException("could not connect to " + address).initCause(cause)
                : cause;
    }
}
