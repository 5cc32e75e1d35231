package dev.seawall.frontdoor.http.http1;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;

/**
 * Ends a connection in a way that nobody takes for the end of a body: by a reset, and over TLS without the alert that
 * announces an end (RFC 9112 §9.8). Stateless.
 */
public final class AbruptEnd {
    private AbruptEnd() {}

    public static void of(EndPoint endPoint, Throwable cause) {
        EndPoint socket = endPoint;
        while (socket instanceof EndPoint.Wrapper secured) {
            socket = secured.unwrap();
        }
        if (socket.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // It is closed already.
            }
        }
        socket.close(cause);
    }
}
