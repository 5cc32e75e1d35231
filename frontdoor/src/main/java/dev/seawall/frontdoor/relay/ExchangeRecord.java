package dev.seawall.frontdoor.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One finished exchange, as the access log and the counters see it.
 *
 * @param elapsedNanos from the request's header to the response's last byte handed to the socket
 * @param client the peer's address without the port
 * @param protocol {@code HTTP/1.1}, {@code HTTP/2.0}, …
 * @param target the request target as the client sent it: hostile bytes, escape before printing
 * @param route the {@code match} of the route taken, null when none was
 * @param worker who answered, null when nobody was asked or several were
 * @param status the status sent to the client, 0 when none was
 * @param requestBytes body bytes read from the client
 * @param responseBytes body bytes written to the client
 */
public record ExchangeRecord(
        Instant startedAt,
        long elapsedNanos,
        String requestId,
        String client,
        String protocol,
        String method,
        String target,
        @Nullable String route,
        @Nullable String worker,
        int status,
        long requestBytes,
        long responseBytes,
        Ending ending) {

    /** Who ended it. */
    public enum Ending {
        /** The whole response was handed to the socket. */
        COMPLETE,
        /** The client went away, or its connection failed. */
        CLIENT_GONE,
        /** The worker failed after the response had begun: the client saw a broken stream. */
        WORKER_BROKE_OFF
    }
}
