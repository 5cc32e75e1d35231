package dev.seawall.frontdoor.http.http1;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * The time between an answer that ends a connection and its close (RFC 9112 §9.6). What the client still sends is read
 * and thrown away, for a while: to close on unread bytes would reset the connection and could take the answer with it.
 *
 * <p>Thread rule: not thread-safe, the connection's turn.
 */
final class Linger {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST_BYTES = 1 << 20;

    private final long untilNanos = System.nanoTime() + LONGEST_NANOS;
    private int bytes;

    /**
     * Closes at once when there is nothing to wait for, and is null then.
     *
     * @param last whether the client has sent all of a request that it said was its last
     */
    static @Nullable Linger after(Input input, boolean last, EndPoint endPoint) {
        if ((last && input.isEmpty()) || input.hasEnded()) {
            input.release();
            OrderlyEnd.of(endPoint);
            return null;
        }
        endPoint.shutdownOutput();
        return new Linger();
    }

    /** Waits for more, or closes when that was enough. */
    void goOn(Input input, EndPoint endPoint) throws IOException {
        input.release();
        while (input.hasArrived()) {
            int filled = input.fill();
            input.release();
            bytes += filled;
            if (filled < 0 || bytes > MOST_BYTES || System.nanoTime() - untilNanos > 0) {
                OrderlyEnd.of(endPoint);
                return;
            }
        }
        input.watch();
    }
}
