package dev.seawall.frontdoor.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that is kept, and one request after the other on it. Thread rule: one thread. */
public final class PlainClient implements Closeable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final byte[] REQUEST =
            "GET /1k HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HEAD_END = "\r\n\r\n";

    private final Socket socket = new Socket();

    /** @param source the last number of the client's own address, 127.0.0.1 and so on */
    public PlainClient(int source, int port) throws IOException {
        try {
            socket.bind(new InetSocketAddress(loopback(source), 0));
            socket.connect(new InetSocketAddress(loopback(1), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    /** Asks for 1 KiB and reads the answer to its end; anything but 200 and 1 KiB is an error. */
    public void get() throws IOException {
        socket.getOutputStream().write(REQUEST);
        byte[] buffer = new byte[8 * 1024];
        int length = 0;
        int whole = buffer.length;
        while (length < whole) {
            int read = socket.getInputStream().read(buffer, length, whole - length);
            if (read < 0) {
                throw new IOException("the connection was closed in the middle of an answer");
            }
            length += read;
            String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            int end = text.indexOf(HEAD_END);
            if (end >= 0) {
                whole = end + HEAD_END.length() + Workload.GET_1K.answerBytes;
                if (!text.startsWith("HTTP/1.1 200 ")) {
                    throw new IOException("the answer was " + text.lines().findFirst().orElse(""));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
