package dev.seawall.deploy.flood.attack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One of an attacker's connections. Closing it resets it: no port waits here for the last of a connection's packets.
 * Sending is thread-safe; one thread may hear.
 */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock sending = new ReentrantLock();

    /**
     * @param socket plain or TLS
     * @throws IOException when it has been closed already
     */
    Wire(Socket socket) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** All of it, in one piece. */
    void send(byte... bytes) throws IOException {
        sending.lock();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            sending.unlock();
        }
    }

    /**
     * Waits for bytes.
     *
     * @return how many came; 0 when none did in this time
     * @throws EOFException when the other end has closed it
     */
    int hear(Duration longest, byte[] into) throws IOException {
        socket.setSoTimeout(Math.toIntExact(longest.toMillis()));
        try {
            int read = in.read(into);
            if (read < 0) {
                throw new EOFException();
            }
            return read;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    /** What comes, without a limit of time. */
    InputStream in() throws IOException {
        socket.setSoTimeout(0);
        return in;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It was broken already.
        }
    }
}
