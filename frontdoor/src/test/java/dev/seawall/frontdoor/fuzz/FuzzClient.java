package dev.seawall.frontdoor.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A client's connection: sends a part, ends its side and hears the front door out.
 *
 * <p>Thread rule: stateless.
 */
final class FuzzClient {
    private static final int PATIENCE_MILLIS = 15_000;

    private FuzzClient() {}

    /**
     * What came until the connection's end.
     *
     * @param bytes one character each
     * @param orderly whether the end was one; false also where nobody waited for it
     */
    record Received(String bytes, boolean orderly) {}

    static Received exchange(int port, Part part) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, part);
            if (part.end() == Part.End.RESET) {
                socket.setSoLinger(true, 0);
                return new Received("", false);
            }
            read(socket.getInputStream(), received);
            return new Received(Http1.text(received), true);
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "neither a byte nor the end within " + PATIENCE_MILLIS + " ms, behind " + Http1.text(received), e);
        } catch (SocketException e) {
            return new Received(Http1.text(received), false);
        }
    }

    private static void send(Socket socket, Part part) throws IOException {
        try {
            part.writeTo(socket.getOutputStream());
            if (part.end() != Part.End.RESET) {
                socket.shutdownOutput();
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            // The front door has heard enough; what it said is still to be read.
        }
    }

    private static void read(InputStream in, ByteArrayOutputStream received) throws IOException {
        byte[] some = new byte[8192];
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            received.write(some, 0, count);
        }
    }
}
