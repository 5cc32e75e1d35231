package dev.seawall.frontdoor.differential.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A pause without a clock: a round trip through the proxy on a connection of its own, to a path that the proxy answers
 * itself. A proxy that reads its sockets in the order in which they became readable has by then read what was sent
 * before; one with more threads has most likely.
 *
 * <p>Thread rule: thread-safe, one crossing at a time.
 */
public final class Boundary implements AutoCloseable {
    /** No proxy here forwards it. */
    public static final String PATH = "/-/boundary";

    private static final byte[] REQUEST = ("GET " + PATH + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(ISO_8859_1);

    private final int port;
    private @Nullable Socket socket;
    private @Nullable MessageReader reader;

    public Boundary(int port) {
        this.port = port;
    }

    /**
     * Comes back when what was sent before has been read.
     *
     * @throws IOException when the proxy does not answer
     */
    public synchronized void cross() throws IOException {
        try {
            roundTrip();
        } catch (IOException e) {
            // A proxy may close a kept connection at any time; twice in a row is another matter.
            close();
            roundTrip();
        }
    }

    private void roundTrip() throws IOException {
        Socket on = socket;
        MessageReader from = reader;
        if (on == null || from == null) {
            on = new Socket(InetAddress.getLoopbackAddress(), port);
            on.setTcpNoDelay(true);
            on.setSoTimeout(10_000);
            from = new MessageReader(new BufferedInputStream(on.getInputStream()));
            socket = on;
            reader = from;
        }
        on.getOutputStream().write(REQUEST);
        Head head = from.answer();
        if (head == null) {
            throw new IOException("the proxy closed the connection");
        }
        Content content = from.answerContent(head, false);
        if (!content.isWhole()) {
            throw new IOException(content.finding());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
            reader = null;
        }
    }
}
