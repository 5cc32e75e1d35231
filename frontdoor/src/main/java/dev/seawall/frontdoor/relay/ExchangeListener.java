package dev.seawall.frontdoor.relay;

/**
 * Told what becomes of every exchange and of every attempt in it.
 *
 * <p>Thread rule: called from I/O threads, several at once; must be thread-safe and must not block.
 */
public interface ExchangeListener {

    /** A request's header has been read. */
    void onBegin();

    /** The request is about to be sent to {@code worker}. */
    void onAttempt(String worker);

    /**
     * The attempt at {@code worker} is over: its last byte came, or it failed.
     *
     * @param failed whether the worker could not be reached, stayed silent or broke off
     * @param elapsedNanos from {@link #onAttempt} to the worker's last byte or failure
     */
    void onAttemptEnd(String worker, boolean failed, long elapsedNanos);

    /** The exchange is over; exactly one for each {@link #onBegin}. */
    void onEnd(ExchangeRecord exchange);
}
