package dev.seawall.backend.api;

import java.time.Duration;

/** Who wants to know how exchanges end. Thread rule: called by many threads; must be quick and not throw. */
public interface ExchangeListener {

    /**
     * An exchange is over.
     *
     * @param method as sent: any token
     * @param status 0 when the client was gone before an answer
     * @param requestBytes of the body, as far as it was read
     * @param responseBytes of the body, as far as it was written
     */
    void onExchange(String method, int status, Duration took, long requestBytes, long responseBytes);
}
