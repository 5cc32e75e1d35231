package dev.seawall.frontdoor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/**
 * A client on a raw socket that sends what it is told, byte for byte.
 *
 * <p>Thread rule: for one thread.
 */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final RawReader reader;

    public RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** @param socket connected */
    public RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        reader = new RawReader(new BufferedInputStream(socket.getInputStream()));
    }

    public RawClient send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** The next response, interim ones too. */
    public RawMessage receive() throws IOException {
        return receive(false);
    }

    /** The next response to a request that was HEAD. */
    public RawMessage receiveToHead() throws IOException {
        return receive(true);
    }

    /** The next response that is not interim. */
    public RawMessage receiveFinal() throws IOException {
        RawMessage response = receive();
        while (response.status() < 200) {
            response = receive();
        }
        return response;
    }

    /** The next response's head; {@link #receiveBody} reads on. */
    public String receiveHead() throws IOException {
        String head = reader.head();
        if (head == null) {
            throw new AssertionError("the connection was closed without a response");
        }
        return head;
    }

    /** The rest of a response to a request that was not HEAD. */
    public RawMessage receiveBody(String head) throws IOException {
        return receive(head, false);
    }

    /** So many bytes, whatever they are. */
    public String receiveBytes(int count) throws IOException {
        return RawMessage.text(reader.bytes(count));
    }

    private RawMessage receive(boolean toHead) throws IOException {
        return receive(receiveHead(), toHead);
    }

    private RawMessage receive(String head, boolean toHead) throws IOException {
        String status = head.split(" ", 3)[1];
        boolean bodyless = toHead || status.startsWith("1") || status.equals("204") || status.equals("304");
        return reader.message(head, bodyless);
    }

    /** Whether the front door closes the connection, without another byte. */
    public boolean isClosedByPeer() throws IOException {
        try {
            return reader.head() == null;
        } catch (SocketException e) {
            return true;
        }
    }

    /** The front door answers {@code status}, or has closed the connection. */
    public void assertAnsweredOrClosed(int status) throws IOException {
        try {
            String head = reader.head();
            if (head != null) {
                assertThat(receiveBody(head).status()).isEqualTo(status);
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    /** The front door answers one of {@code statuses} or nothing at all, and then closes the connection. */
    public void assertRefusedOrCutOff(Integer... statuses) throws IOException {
        try {
            String head = reader.head();
            if (head != null) {
                assertThat(reader.message(head, false).status()).isIn((Object[]) statuses);
                assertThat(isClosedByPeer()).isTrue();
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    /** Ends this side's sending; the other way stays open. */
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Goes away with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
