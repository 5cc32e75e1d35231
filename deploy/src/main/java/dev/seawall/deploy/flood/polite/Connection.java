package dev.seawall.deploy.flood.polite;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the target, for one request after the other. A request has a deadline for all of it, from connecting
 * to the last byte, which no time-out of a socket covers: whoever watches closes an overdue connection, which ends
 * whatever it waits in. {@link #closeIfOverdue} and {@link #close} may be called by any thread, the rest by one.
 */
final class Connection implements AutoCloseable {
    private final Endpoint endpoint;
    private final Socket raw = new Socket();
    private @Nullable AnswerReader in;
    private @Nullable OutputStream out;
    private long deadlineNanos;
    private boolean waiting;
    private boolean overdue;

    Connection(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Sends a request and reads its answer, connecting first where that hasn't been done.
     *
     * @param digest is given the answer's body
     * @throws SocketTimeoutException when it was closed as overdue
     */
    Answer exchange(Request request, long deadline, @Nullable MessageDigest digest) throws IOException {
        await(deadline);
        try {
            if (in == null || out == null) {
                raw.setTcpNoDelay(true);
                raw.connect(endpoint.address());
                Socket socket = endpoint.secured(raw);
                in = new AnswerReader(socket.getInputStream());
                out = socket.getOutputStream();
            }
            in.expect();
            request.writeTo(out);
            return in.read(request.isBodiless(), digest);
        } catch (IOException e) {
            throw isOverdue() ? (IOException) new SocketTimeoutException("no whole answer in time").initCause(e) : e;
        } finally {
            rest();
        }
    }

    /** Whether the last request surely wasn't answered, for not a byte came. */
    boolean gotNothing() {
        return in == null || !in.hasBegun();
    }

    private synchronized void await(long deadline) {
        deadlineNanos = deadline;
        waiting = true;
    }

    private synchronized void rest() {
        waiting = false;
    }

    private synchronized boolean isOverdue() {
        return overdue;
    }

    synchronized void closeIfOverdue(long nowNanos) {
        if (waiting && nowNanos - deadlineNanos >= 0) {
            overdue = true;
            close();
        }
    }

    /** At once: the connection under TLS is closed, for saying farewell could wait for the other side. */
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
